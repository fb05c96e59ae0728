import { EMPTY_IN_PAGE_CONFIG, type InPageConfig } from '../domain/in-page-config.ts';

/** The life of the content script, as WXT's context gives it. */
export interface ScriptLife {
  /** Aborted when a newer script of ours takes over the page. */
  signal: AbortSignal;
  /** False once the extension was updated or removed under the page. */
  readonly isValid: boolean;
}

/** What the content script leaves for the scripts that are loaded after it. */
export interface Handoff {
  life: ScriptLife;
  /** Settings of the page side as the content script last read them, so that nothing starts that is switched off. */
  setup(): InPageConfig;
  /** Notifies the other scripts of ours in this page that the settings changed here. */
  configChanged: EventTarget;
}

/** Scripts that are loaded later; each runs at most once per life. */
export type Part = 'features' | 'tools';

export const CONFIG_CHANGED = 'setup';

const KEY = Symbol.for('backup-bridge/life');
/** All our scripts run in the extension's isolated world: the page sees neither this global nor what it holds. */
const world: typeof globalThis & { [KEY]?: { left: Handoff; taken: Set<Part> } } = globalThis;

/** Leaves the life for the scripts that come later. Again with the same life: what was taken stays taken. */
export function publish(life: ScriptLife, setup: () => InPageConfig = () => EMPTY_IN_PAGE_CONFIG): Handoff {
  const known = world[KEY];
  if (known?.left.life === life) return known.left;
  const left: Handoff = { life, setup, configChanged: new EventTarget() };
  world[KEY] = { left, taken: new Set() };
  return left;
}

/** Takes over for one part; undefined when nobody left anything, or this part took it before: nothing may run twice. */
export function claim(part: Part): Handoff | undefined {
  const known = world[KEY];
  if (!known || known.taken.has(part)) return undefined;
  known.taken.add(part);
  return known.left;
}
