import { DAY } from '../shared/time.ts';

/**
 * No entry of the outbox waits longer: the quiet time after a ticket's closing, the longest of all waits, is 30 days at most. A
 * time further ahead was set by a clock that was set back since, and counts as due.
 */
export const LONGEST_WAIT = 31 * DAY;

/** Whether work that is due at `dueAt` may be done at `now`, in milliseconds since the epoch; `Infinity`: never. */
export function isDueAt(dueAt: number, now: number): boolean {
  return dueAt <= now || (Number.isFinite(dueAt) && dueAt > now + LONGEST_WAIT);
}
