import type { Failure, FailureCode } from '../../shared/errors.ts';
import { isPassing } from '../../shared/errors.ts';
import { HOUR, MINUTE, SECOND } from '../../shared/time.ts';
import type { OutboxOutcome } from '../store.ts';

export const FIRST_DELAY = 10 * SECOND;
export const LONGEST_DELAY = 30 * MINUTE;
const LONGEST_REQUESTED = 4 * HOUR;
/** An unexpected failure of our own is tried again this often before a user is asked. */
const INTERNAL_ATTEMPTS = 5;

/** A record that cannot be read is looked at again this often, every half hour: somebody may correct it. */
const UNREADABLE_ATTEMPTS = 5;

/** Nothing on this connection can work before a user fixes it: the drain stops, the work stays. */
const STOPS: ReadonlySet<FailureCode> = new Set([
  'unauthorized',
  'missing-client-id',
  'host-permission',
  'not-connected',
  'unknown-company-id',
  'unsupported-version',
]);

/** Not `isPassing` for a user's screen, but a later automatic try reads again and may well succeed. */
const RETRIED: ReadonlySet<FailureCode> = new Set(['conflict', 'interrupted']);

export interface RetryDecision {
  outcome: Exclude<OutboxOutcome, { state: 'done' }>;
  /** True: do not try the other entries either, because the whole connection fails. */
  stop: boolean;
}

/**
 * What becomes of an outbox entry after a failure (docs/reference/sync.md#retry). Pure.
 * @param entry `attempts` counts this one.
 * @param now milliseconds since the epoch.
 * @param random from 0 up to 1: spreads retries, so that many browsers do not come back in step.
 */
export function retry(entry: { attempts: number }, failure: Failure, now: number, random: number): RetryDecision {
  if (STOPS.has(failure.code)) {
    return { stop: true, outcome: { state: 'waiting', dueAt: now + LONGEST_DELAY, failure } };
  }
  const internal = failure.code === 'internal' && entry.attempts < INTERNAL_ATTEMPTS;
  if (failure.code === 'unexpected-shape' && entry.attempts < UNREADABLE_ATTEMPTS) {
    return { stop: false, outcome: { state: 'waiting', dueAt: now + LONGEST_DELAY, failure } };
  }
  if (!isPassing(failure) && !RETRIED.has(failure.code) && !internal) {
    return { stop: false, outcome: { state: 'needs-user', failure } };
  }
  return {
    // Too many requests: the next entry would only meet the same answer.
    stop: failure.code === 'too-many-requests' || failure.code === 'blocked-by-portal',
    outcome: { state: 'waiting', dueAt: now + delay(entry.attempts, failure, random), failure },
  };
}

function delay(attempts: number, failure: Failure, random: number): number {
  // The look at ConnectWise that decides is made then: neither sooner nor later helps.
  if (failure.code === 'unclear') return requestedDelay(failure) ?? FIRST_DELAY;
  const full = Math.min(LONGEST_DELAY, FIRST_DELAY * 2 ** Math.max(0, attempts - 1));
  const jittered = full / 2 + (full / 2) * random;
  return Math.max(jittered, requestedDelay(failure) ?? 0);
}

/**
 * Milliseconds for which the other side asked to be skipped, if it named any. One that asks for more than four hours is
 * asked again after them: a slip of it, or a date read by a wrong clock, must not silence us for days.
 */
export function requestedDelay({ retryAfterSeconds }: Failure): number | undefined {
  return retryAfterSeconds === undefined ? undefined : Math.min(LONGEST_REQUESTED, retryAfterSeconds * SECOND);
}
