import type { Send } from '../content/feature.ts';
import { EMPTY_IN_PAGE_CONFIG, type InPageConfig, type PanelMemory } from '../domain/in-page-config.ts';
import { type FieldTable, fieldTable } from '../host/selectors.ts';
import { SECOND } from '../shared/time.ts';
import { CONFIG_CHANGED } from './script-handoff.ts';

/** The page side's settings, kept up to date while a page stays open. */
export interface InPageConfigReader {
  get(): InPageConfig;
  /** Built-in fields with what was set or taught put before them; the same object until the settings change. */
  fields(): FieldTable;
  remember(panel: PanelMemory): void;
  /** Reads them again; a worker that cannot answer leaves what was known. */
  refresh(): Promise<void>;
  /** Resolved when they were read for the first time, or could not be. */
  read: Promise<void>;
}

interface Parts {
  page: Document;
  send: Send;
  signal: AbortSignal;
  /** Called when an answer differs from what was known; not for what this page remembered itself. */
  onChange: () => void;
  /** What another script of ours in this page knows already. */
  known?: InPageConfig;
  /** Reports that another script of ours changed them, see script-handoff.ts. */
  changed?: EventTarget;
}

/** Switching windows back and forth must not become a message each. */
const SHORTEST_MS = SECOND;

/**
 * Starts with what is known, else the defaults, so that nothing waits for the worker. They are read at once, and again whenever the
 * user comes back to the page: that is when they may have been in the options.
 */
export function createInPageConfigReader(parts: Parts): InPageConfigReader {
  const { page, send, signal, onChange } = parts;
  let setup = parts.known ?? EMPTY_IN_PAGE_CONFIG;
  let fields = fieldTable(setup.selectors);
  let asked = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let next = 0;

  const refresh = async (): Promise<void> => {
    asked += 1;
    const nth = asked;
    next = Date.now() + SHORTEST_MS;
    const panel = setup.panel;
    const answer = await send('page.setup', {});
    // An older answer than one that is on its way would bring back what has just been changed.
    if (!answer.ok || signal.aborted || nth !== asked) return;
    take(setup.panel === panel ? answer.value : { ...answer.value, panel: setup.panel });
  };
  const take = (now: InPageConfig): void => {
    if (JSON.stringify(now) === JSON.stringify(setup)) return;
    if (JSON.stringify(now.selectors) !== JSON.stringify(setup.selectors)) fields = fieldTable(now.selectors);
    setup = now;
    onChange();
  };
  const cameBack = (): void => {
    if (page.hidden || timer !== undefined || signal.aborted) return;
    const wait = Math.min(Math.max(next - Date.now(), 0), SHORTEST_MS);
    timer = setTimeout(() => {
      timer = undefined;
      if (!page.hidden) void refresh();
    }, wait);
  };
  page.addEventListener('visibilitychange', cameBack, { signal });
  // Two windows side by side: the tab was in sight all the time.
  page.defaultView?.addEventListener('focus', cameBack, { signal });
  parts.changed?.addEventListener(CONFIG_CHANGED, () => void refresh(), { signal });
  signal.addEventListener('abort', () => clearTimeout(timer));

  return {
    get: () => setup,
    fields: () => fields,
    remember(panel) {
      setup = { ...setup, panel };
      void send('page.remember', { panel });
    },
    refresh,
    read: signal.aborted ? Promise.resolve() : refresh(),
  };
}
