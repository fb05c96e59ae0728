import type { Problem, ProblemCode } from '../../shared/errors.ts';
import { isPassing } from '../../shared/errors.ts';
import { HOUR, MINUTE, SECOND } from '../../shared/time.ts';
import type { OutboxOutcome } from '../store.ts';

export const FIRST_DELAY = 10 * SECOND;
export const LONGEST_DELAY = 30 * MINUTE;
const LONGEST_ASKED = 4 * HOUR;
/** An unexpected failure of our own is tried again this often before a person is asked. */
const INTERNAL_ATTEMPTS = 5;

/** A record that cannot be read is looked at again this often, every half hour: somebody may correct it. */
const UNREADABLE_ATTEMPTS = 5;

/** Nothing on this connection can work before a person mends it: the drain stops, the work stays. */
const STOPS: ReadonlySet<ProblemCode> = new Set([
  'unauthorized',
  'missing-client-id',
  'host-permission',
  'not-connected',
  'unknown-company-id',
  'unsupported-version',
]);

/** Not `isPassing` for a person's screen, but a later automatic try reads anew and may well succeed. */
const RETRIED: ReadonlySet<ProblemCode> = new Set(['stale', 'interrupted']);

export interface RetryDecision {
  outcome: Exclude<OutboxOutcome, { state: 'done' }>;
  /** True: leave the other entries alone too, for the whole connection fails. */
  stop: boolean;
}

/**
 * What becomes of an outbox entry after a problem (spec sync.md, "Retry"). Pure.
 * @param entry `attempts` counts this one.
 * @param now milliseconds since the epoch.
 * @param random from 0 up to 1: spreads retries, so that many browsers do not come back in step.
 */
export function retry(entry: { attempts: number }, problem: Problem, now: number, random: number): RetryDecision {
  if (STOPS.has(problem.code)) {
    return { stop: true, outcome: { state: 'waiting', dueAt: now + LONGEST_DELAY, problem } };
  }
  const internal = problem.code === 'internal' && entry.attempts < INTERNAL_ATTEMPTS;
  if (problem.code === 'unexpected-shape' && entry.attempts < UNREADABLE_ATTEMPTS) {
    return { stop: false, outcome: { state: 'waiting', dueAt: now + LONGEST_DELAY, problem } };
  }
  if (!isPassing(problem) && !RETRIED.has(problem.code) && !internal) {
    return { stop: false, outcome: { state: 'needs-person', problem } };
  }
  return {
    // Too many requests: the next entry would only meet the same answer.
    stop: problem.code === 'too-many-requests' || problem.code === 'blocked-by-portal',
    outcome: { state: 'waiting', dueAt: now + delay(entry.attempts, problem, random), problem },
  };
}

function delay(attempts: number, problem: Problem, random: number): number {
  // The look at ConnectWise that decides is made then: neither sooner nor later helps.
  if (problem.code === 'unclear') return askedPause(problem) ?? FIRST_DELAY;
  const full = Math.min(LONGEST_DELAY, FIRST_DELAY * 2 ** Math.max(0, attempts - 1));
  const jittered = full / 2 + (full / 2) * random;
  return Math.max(jittered, askedPause(problem) ?? 0);
}

/**
 * Milliseconds for which the other side asked to be left alone, if it named any. One that asks for more than four hours is
 * asked again after them: a slip of it, or a date read by a wrong clock, must not silence us for days.
 */
export function askedPause({ retryAfterSeconds }: Problem): number | undefined {
  return retryAfterSeconds === undefined ? undefined : Math.min(LONGEST_ASKED, retryAfterSeconds * SECOND);
}
