import type { Send } from '../content/feature.ts';
import { EMPTY_PAGE_SETUP, type PageSetup, type PanelMemory } from '../domain/page-setup.ts';
import { type FieldTable, fieldTable } from '../host/selectors.ts';

/** The page side's settings, kept up to date while a page stays open. */
export interface SetupReader {
  get(): PageSetup;
  /** Built-in fields with what was set or taught laid before them; the same object until the settings change. */
  fields(): FieldTable;
  remember(panel: PanelMemory): void;
  /** Reads them again; a worker that cannot answer leaves what was known. */
  refresh(): Promise<void>;
}

/**
 * Starts with the defaults, so that nothing waits for the worker. They are read at once, and again whenever the person comes back to
 * the tab: that is when they may have been in the options.
 */
export function createSetupReader(page: Document, send: Send, signal: AbortSignal, onChange: () => void): SetupReader {
  let setup: PageSetup = EMPTY_PAGE_SETUP;
  let fields = fieldTable({});
  const take = (next: PageSetup): void => {
    if (JSON.stringify(next.selectors) !== JSON.stringify(setup.selectors)) fields = fieldTable(next.selectors);
    setup = next;
    onChange();
  };
  const refresh = async (): Promise<void> => {
    const answer = await send('page.setup', {});
    if (answer.ok && !signal.aborted) take(answer.value);
  };
  page.addEventListener('visibilitychange', () => void (page.hidden || refresh()), { signal });
  void refresh();
  return {
    get: () => setup,
    fields: () => fields,
    remember(panel) {
      take({ ...setup, panel });
      void send('page.remember', { panel });
    },
    refresh,
  };
}
