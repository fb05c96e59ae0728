import type { Change, JournalEntry, UnclearWrite } from '../../domain/change.ts';
import { type Failure, sentence } from '../../shared/errors.ts';
import { shortTime } from '../../shared/short-time.ts';
import { HOUR, isoTime, MINUTE, SECOND } from '../../shared/time.ts';
import type { ChangeResult } from './change-result.ts';
import { createSameRecord } from './find-created.ts';

/*
 * A write without an answer. ConnectWise may carry out a create up to five minutes after the client gave up (reference
 * docs/reference/connectwise-rest.md#outages), so that absence right after proves nothing.
 *
 *   unknown, intended ── record found ──────────────────────→ applied
 *                     ── absent, last look of LOOKS passed ──→ failed: it may be created again
 *                     ── absent before that, or no answer ───→ unknown, next look
 *
 * Invariants: while a create is unclear no other request creates the same record; a change or delete is decided by the first
 * look that ConnectWise answers, since doing it again is harmless; after an unclear create, whatever came of it,
 * duplicates are looked for until the end of WATCH.
 */

/**
 * After this long an unclear create is looked for; after the last one without a record it may be tried again
 * (docs/reference/sync.md#retry).
 */
const LOOKS = [5 * SECOND, 30 * SECOND, 2 * MINUTE, 5 * MINUTE, 10 * MINUTE] as const;
/** Looks for duplicates that follow, once a second attempt may have been made. */
const WATCH = [15 * MINUTE, 30 * MINUTE] as const;
const WINDOW = 10 * MINUTE;
/** Looks are made by drains, the next of which begins within this time: a look that is overdue is not waited for in a loop. */
const NEXT_DRAIN = 30 * SECOND;
const ALL: readonly number[] = [...LOOKS, ...WATCH];
/** A next look further away than any step comes from a clock that was set back. */
const FURTHEST = 30 * MINUTE;
/** A look that is overdue for longer: the browser was closed, or its clock was set ahead. */
const LONG_OVERDUE = HOUR;

/** A write that is unclear from `now` on, in milliseconds since the epoch. */
export function unclearSince(now: number): UnclearWrite {
  return { since: now, lookAt: now + LOOKS[0] };
}

/**
 * The state before a look at `now`. Where the local clock cannot say how long the write has been unclear, the schedule begins again: a
 * beginning in the future comes from a clock that was set back, a look that is long overdue may come from one that was set ahead, and a
 * create that is taken for old too soon would be sent twice.
 */
export function beforeLook(unclear: UnclearWrite, now: number): UnclearWrite {
  const isKnown = unclear.since <= now && now - unclear.lookAt <= LONG_OVERDUE;
  return isKnown ? unclear : { since: now, lookAt: now };
}

/** The state after a look at `now`; undefined after the last one. Pure. */
export function afterLook({ since }: UnclearWrite, now: number): UnclearWrite | undefined {
  const next = ALL.find((step) => since + step > now);
  return next === undefined ? undefined : { since, lookAt: since + next };
}

/** Whether ConnectWise is to be asked now. */
export function isLookDue({ lookAt }: UnclearWrite, now: number): boolean {
  return lookAt <= now || lookAt - now > FURTHEST;
}

/** When at the latest an overdue look is made, or the one that is due later. */
export function nextLookAt({ lookAt }: UnclearWrite, now: number): number {
  return lookAt > now ? lookAt : now + NEXT_DRAIN;
}

/** Whether a record that is still absent at `now` may be created again. */
export function isWindowOver({ since }: UnclearWrite, now: number): boolean {
  return now - since >= WINDOW;
}

/** The result of a create whose answer is missing and whose record is not there yet. */
export function stillUnclear(failure: Failure, now: number): ChangeResult {
  const unclear = unclearSince(now);
  // To try again, as the failure itself advises, would be the wrong advice: the record is looked for by itself.
  const nextStep = `Nothing to do: whether ConnectWise created it is checked until ${shortTime(isoTime(now + WINDOW))}.`;
  const waiting: Failure = { ...failure, nextStep };
  return { state: 'unknown', outcome: sentence(waiting), failure: waiting, unclear };
}

/** An earlier create of the same record that may still be carried out; undefined: none. */
export function unclearCreateOf(change: Change, unclear: readonly JournalEntry[]): JournalEntry | undefined {
  if (change.op !== 'create') return undefined;
  return unclear.find(({ state, change: earlier }) => isUndecided(state) && createSameRecord(earlier, change));
}

/** Whether it is still open what became of a write. */
export function isUndecided(state: JournalEntry['state']): boolean {
  return state === 'unknown' || state === 'intended';
}

/** The result of a create that must wait for an earlier one. */
export function mustWait(earlier: JournalEntry, now: number): ChangeResult {
  const unclear = earlier.unclear ?? unclearSince(now);
  const failure: Failure = {
    code: 'unclear',
    message: 'An earlier request to create this record got no answer and may still be carried out.',
    nextStep: `It is looked for until ${shortTime(isoTime(unclear.since + WINDOW))}. If it is not there then, it can be created again.`,
    retryAfterSeconds: Math.ceil((nextLookAt(unclear, now) - now) / SECOND),
  };
  return { state: 'failed', outcome: sentence(failure), failure };
}
