import type { Run } from '../../domain/change.ts';
import type { ManagedIdEntry } from '../../domain/connectwise-records.ts';
import { SKIPPED_BY_THROTTLE } from '../../domain/outcomes.ts';
import { shortTime } from '../../shared/short-time.ts';
import { HOUR, type IsoTime, isoTime, MINUTE, readTime } from '../../shared/time.ts';

/*
 * Two clocks close the throttle of a customer, and the newer one counts.
 *
 * The own clock: the start of this browser's last automatic sync that ended well, also when it found nothing to change,
 * for then it confirmed that ConnectWise is right.
 *
 * The shared clock: when our API member last wrote the customer's Backup Stats entry in ConnectWise (`_info`). DECISION:
 * it moves only when a sync wrote that entry. A sync that found nothing to change moves the own clock alone. Writing a record
 * just to move a clock would cost a request per customer and show a change where nothing changed; the other browsers
 * confirm for themselves instead, once in twelve hours, which costs reads and no write.
 * - A sync writes the Backup Stats entry last (`sync-company.ts`): one that is cut off on the way has not moved the clock.
 * - A user's Sync now, Reprocess or bulk sync moves it when it wrote. Other browsers cannot tell it from an automatic sync and wait;
 *   the browser that it was made in can, and does not: only automatic syncs are limited
 *   (docs/reference/setup-guides.md#2022-testing).
 * - An entry without job figures was made or fixed by a user, not synced: it moves nothing.
 */

/**
 * The guides' interval (docs/reference/setup-guides.md#testing): automatic syncs for one customer come no more often.
 */
export const THROTTLE_INTERVAL = 12 * HOUR;

/** A sync so far "in the future" may still come from a small correction of the clock; one further away says nothing. */
const AHEAD = HOUR;

/** Runs that were started later than this say nothing about the own clock: the browser's clock was set back since. */
export function newestOwnStart(now: number): IsoTime {
  return isoTime(now + AHEAD);
}

export interface Throttle {
  open: boolean;
  opensAt?: IsoTime;
  /** The guides' sentence, with the time it opens. */
  sentence?: string;
}

/**
 * Whether an automatic sync may go now. Pure.
 * @param syncs what the clocks above show, in milliseconds since the epoch; undefined where one shows nothing.
 */
export function throttle(syncedParts: readonly (number | undefined)[], now: number): Throttle {
  // A sync "in the future" comes from a clock that was set back. A little may be a correction; more says nothing about when
  // it was, and must not close the throttle until that time comes.
  const past = syncedParts.filter((at): at is number => at !== undefined && isPlausible(at, now));
  const opens = Math.min(Math.max(...past), now) + THROTTLE_INTERVAL;
  if (!Number.isFinite(opens) || opens <= now) return { open: true };
  const opensAt = isoTime(opens);
  return {
    open: false,
    opensAt,
    sentence: `${SKIPPED_BY_THROTTLE}. The next one may start at ${shortTime(opensAt)}.`,
  };
}

/** Whether a time may be that of a sync: not further ahead than a clock is corrected. In milliseconds since the epoch. */
export function isPlausible(at: number, now: number): boolean {
  return at <= now + AHEAD;
}

/**
 * The shared clock of a customer, in milliseconds since the epoch. Pure.
 * @param member the API member behind our keys, as ConnectWise writes it into `_info.updatedBy`; absent: anybody.
 */
export function sharedClock(entries: readonly ManagedIdEntry[], efsId: string, member?: string): number | undefined {
  const times = entries
    .filter((entry) => entry.groupIdentifier === efsId && entry.deviceType === 'BackupStats')
    .filter((entry) => entry.successfulBackupJobs !== null || entry.failedBackupJobs !== null)
    .filter((entry) => member === undefined || entry._info.updatedBy === member)
    .map((entry) => readTime(entry._info.lastUpdated))
    .filter((time) => time !== undefined);
  return times.length ? Math.max(...times) : undefined;
}

/** ConnectWise's clock and the browser's may differ by this much. */
const SKEW = 5 * MINUTE;
/** A run that was cut off is recorded as ended when the browser started again, maybe days later: it wrote no longer than this. */
const LONGEST_RUN = 30 * MINUTE;

/**
 * Whether another browser moved the shared clock, as no run of this one explains it. Pure. Our own runs never close the throttle
 * by it: the own clock knows more about automatic syncs, which must be able to go on when they failed half-way; Sync now, a fix and
 * undo do not count. When in doubt it was us: syncing once more costs reads, leaving it out may cost twelve hours.
 * @param runs this browser's runs of the company.
 */
export function isMovedByOtherBrowser(shared: number, runs: readonly Run[]): boolean {
  return !runs.some((run) => {
    const start = readTime(run.startedAt) ?? 0;
    const end = Math.min(readTime(run.finishedAt) ?? Number.POSITIVE_INFINITY, start + LONGEST_RUN);
    return shared >= start - SKEW && shared <= end + SKEW && run.cause.kind !== 'ticket' && !wasSkipped(run);
  });
}

/** A run that the throttle, or a user, kept from writing anything. */
function wasSkipped({ state, counts }: Run): boolean {
  return state === 'cancelled' && counts.applied === 0 && counts.unknown === 0;
}
