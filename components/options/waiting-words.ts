import { type ConnectionStates, SIDES, sideOf } from '../../lib/domain/connection-state.ts';
import type { EventView } from '../../lib/domain/event-view.ts';
import { sentence } from '../../lib/shared/errors.ts';
import { readTime } from '../../lib/shared/time.ts';
import { SIDE_IN_SENTENCE } from '../connection/texts.ts';
import { formatSince } from '../ui/format.ts';
import { formatText } from '../ui/format-text.ts';

/**
 * Returns why an event waits and when it is tried again. A side that does not work is named only: what is wrong with it is said once, above.
 * @param now milliseconds since the epoch
 */
export function waitingWords(
  { waitsBecause, nextAttemptAt }: Pick<EventView, 'waitsBecause' | 'nextAttemptAt'>,
  states: ConnectionStates | undefined,
  now: number,
): string {
  const next = readTime(nextAttemptAt);
  const at = next !== undefined && next > now ? formatSince(next, now) : undefined;
  if (waitsBecause) {
    const side = states && sideOf(waitsBecause, states);
    const why = side ? `Waiting for ${SIDE_IN_SENTENCE[side]}.` : formatText(sentence(waitsBecause), now);
    return at ? `${why} Next attempt at ${at}.` : why;
  }
  if (at) return `Next automatic sync after ${at}.`;
  const missing = states && SIDES.find((side) => states[side].state === 'not-connected');
  return missing ? `Waiting for ${SIDE_IN_SENTENCE[missing]}: not connected.` : 'Waiting for its turn.';
}
