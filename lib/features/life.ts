/** The life of the content script, as WXT's context gives it. */
export interface ScriptLife {
  /** Aborted when a newer script of ours takes over the page. */
  signal: AbortSignal;
  /** False once the extension was updated or removed under the page. */
  readonly isValid: boolean;
}

const KEY = Symbol.for('backup-bridge/life');
/** Both scripts run in the extension's isolated world: the page sees neither this global nor the life. */
const world: typeof globalThis & { [KEY]?: ScriptLife } = globalThis;

/** Leaves the life for the features' script, which is loaded next. */
export function handOver(life: ScriptLife): void {
  world[KEY] = life;
}

/** Takes the life over; undefined when nobody left one, or it was taken before. */
export function takeOver(): ScriptLife | undefined {
  const life = world[KEY];
  delete world[KEY];
  return life;
}
