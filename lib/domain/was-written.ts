import type { JournalEntry } from './change.ts';

/** Whether taking it back can be asked for; whether it can be done, the engine says when it has looked. */
export function wasWritten({ state, noop, change }: JournalEntry): boolean {
  return state === 'applied' && !noop && !change.dependent;
}
