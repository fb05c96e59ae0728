import type { JournalEntry } from '../../lib/domain/change.ts';
import { STATE_WORDS } from '../plan/texts/changes.ts';

/** What became of a change. What a user's cancelling left unwritten waits for nobody. */
export function stateWords({ state, hold }: JournalEntry): string {
  return hold === 'cancelled' ? 'Left undone' : STATE_WORDS[state];
}

/** Whether taking it back can be asked for; whether it can be done, the engine says when it has looked. */
export function wasWritten({ state, noop, change }: JournalEntry): boolean {
  return state === 'applied' && !noop && !change.dependent;
}
