import { dayValue } from '../shared/text-values.ts';
import { newestBackup, parkedState } from './parked.ts';
import type { Account, PortalEvent } from './portal-facts.ts';

/** Backup jobs of one account, or of a customer, in one calendar month (UTC), by their result. */
export interface JobCounts {
  successes: number;
  failed: number;
  /** Ended with a warning: something was left out. */
  incomplete: number;
}

/** What a portal's job history says of one customer's month. */
export interface JobResults {
  /** Calendar month in UTC, `YYYY-MM`. */
  month: string;
  /** By account id. An account that is absent is not known, which is not zero. */
  accounts: Record<string, JobCounts>;
  /** Why some accounts are absent, in one sentence. */
  unknown?: string;
}

/**
 * Where the month's counts come from. `history`: a portal that keeps the results of its jobs (x360Recover). `events`: a portal
 * with an event log (docs/reference/setup-guides.md#step-7), of which this browser may know only the end.
 */
export type JobSource =
  | { kind: 'history'; results: JobResults }
  | {
      kind: 'events';
      events: readonly PortalEvent[];
      /** The events before this moment are not known; absent: those of the whole month are. */
      since?: string | undefined;
    };

/** Returns the month of a moment in UTC, `YYYY-MM`. @param now milliseconds since the epoch */
export function monthName(now: number): string {
  return new Date(now).toISOString().slice(0, 7);
}

/** Returns the account's counts; undefined: the portal does not report them. */
export function jobsOfAccount(source: JobSource, account: Pick<Account, 'id'>, now: number): JobCounts | undefined {
  if (source.kind === 'history') return ofThisMonth(source.results, now)?.get(account.id);
  return countIfKnown(
    source,
    ofMonth(source.events, now).filter(({ accountId }) => accountId === account.id),
  );
}

/**
 * Returns the customer's counts; undefined: those of one of the accounts, or the events of a part of the month, are not known. Events count also where
 * they are of accounts that the portal no longer lists: those backups ran.
 * @param accounts whose counts make the total of a job history
 */
export function jobsOfCustomer(
  source: JobSource,
  accounts: readonly Pick<Account, 'id'>[],
  now: number,
): JobCounts | undefined {
  if (source.kind === 'events') return countIfKnown(source, ofMonth(source.events, now));
  const known = ofThisMonth(source.results, now);
  const counts = accounts.map(({ id }) => known?.get(id));
  const reportedCounts = counts.filter((count) => count !== undefined);
  return known && reportedCounts.length === counts.length ? sum(reportedCounts) : undefined;
}

/** Returns why counts are left out, in one sentence; undefined: none is. */
export function whyJobsUnknown(source: JobSource): string | undefined {
  if (source.kind === 'history') return source.results.unknown;
  return (
    source.since &&
    `This browser knows the portal’s events since ${dayValue(source.since)} only, and a month is counted as a whole.`
  );
}

/** Results that were read in another month say nothing of this one. */
function ofThisMonth({ month, accounts }: JobResults, now: number): Map<string, JobCounts> | undefined {
  return month === monthName(now) ? new Map(Object.entries(accounts)) : undefined;
}

/**
 * Counts only where every event of the month is known: the end of a month makes neither a zero of what it lacks nor a month's
 * figure of what it has.
 */
function countIfKnown(
  { since }: { since?: string | undefined },
  events: readonly PortalEvent[],
): JobCounts | undefined {
  if (since !== undefined) return undefined;
  const jobs: JobCounts = { successes: 0, failed: 0, incomplete: 0 };
  for (const result of events.map(resultOf)) if (result) jobs[result] += 1;
  return jobs;
}

/** Events of the month, each once by its id, however often it was delivered. */
function ofMonth(events: readonly PortalEvent[], now: number): PortalEvent[] {
  const date = new Date(now);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
  const [start, end] = [Date.UTC(year, month, 1), Date.UTC(year, month + 1, 1)];
  return [...new Map(events.map((event) => [event.id, event])).values()].filter(({ at }) => {
    const moment = Date.parse(at);
    return moment >= start && moment < end;
  });
}

function resultOf({ type, severity }: PortalEvent): keyof JobCounts | undefined {
  if (type === 'backup-failed') return 'failed';
  if (type !== 'backup-finished') return undefined;
  return ({ ok: 'successes', warning: 'incomplete', error: 'failed' } as const)[severity];
}

function sum(counts: readonly JobCounts[]): JobCounts {
  return counts.reduce(
    (total, { successes, failed, incomplete }) => ({
      successes: total.successes + successes,
      failed: total.failed + failed,
      incomplete: total.incomplete + incomplete,
    }),
    { successes: 0, failed: 0, incomplete: 0 },
  );
}

/**
 * Returns the accounts whose jobs make the month's total: active ones, and parked ones that were backed up in it.
 * @param now milliseconds since the epoch
 */
export function accountsWithJobs(
  accounts: readonly Account[],
  settings: Parameters<typeof parkedState>[1],
  now: number,
): Account[] {
  return accounts.filter(
    (account) => !parkedState(account, settings, now) || (newestBackup(account) ?? '') >= monthName(now),
  );
}
