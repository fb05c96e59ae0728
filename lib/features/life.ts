/** The life of the content script, as WXT's context gives it. */
export interface ScriptLife {
  /** Aborted when a newer script of ours takes over the page. */
  signal: AbortSignal;
  /** False once the extension was updated or removed under the page. */
  readonly isValid: boolean;
}

const KEY = Symbol.for('backup-bridge/life');
/** Both scripts run in the extension's isolated world: the page sees neither this global nor the life. */
const world: typeof globalThis & { [KEY]?: { life: ScriptLife; taken: boolean } } = globalThis;

/** Leaves the life for the features' script, which is loaded next. Again, after an answer was lost: it stays taken. */
export function handOver(life: ScriptLife): void {
  if (world[KEY]?.life !== life) world[KEY] = { life, taken: false };
}

/** Takes the life over; undefined when nobody left one, or it was taken before: features must not run twice. */
export function takeOver(): ScriptLife | undefined {
  const left = world[KEY];
  if (!left || left.taken) return undefined;
  left.taken = true;
  return left.life;
}
