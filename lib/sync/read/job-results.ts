import {
  accountsWithJobs,
  type JobCounts,
  type JobResults,
  type JobSource,
  monthName,
} from '../../domain/job-results.ts';
import { newestBackup } from '../../domain/parked.ts';
import type { Account } from '../../domain/portal-facts.ts';
import { isYoungerThan } from '../../shared/age.ts';
import { DAY, HOUR, readTime } from '../../shared/time.ts';
import type { EngineDeps } from '../engine-api.ts';
import { THROTTLE_INTERVAL } from '../pacing/throttle.ts';
import { monthStart, type PortalSide } from './facts.ts';

type JobDeps = Pick<EngineDeps, 'portal' | 'store' | 'clock' | 'settings'>;

/** A little less than the throttle: the sync that it lets through reads them again. */
const RESULTS_AGE = THROTTLE_INTERVAL - HOUR;
/** A portal that refused or failed is asked again sooner. */
const REFUSED_AGE = HOUR;

const EMPTY_HISTORY = 'The job history has no run of a device that was backed up this month.';

/**
 * Adds the month's job results where the portal keeps them (x360Recover), at most once per customer and throttle window. A portal
 * that does not give them fails nothing: the counts are then not known, and not written (docs/reference/sync.md#job-counts).
 * @param isPlanned whether the customer's statistics are planned at all
 */
export async function withJobResults(
  deps: JobDeps,
  sides: readonly PortalSide[],
  isPlanned: (customerId: string) => boolean,
): Promise<PortalSide[]> {
  const known: PortalSide[] = [];
  for (const side of sides) {
    const jobs = isPlanned(side.customerId) ? await resultsOf(deps, side) : undefined;
    known.push({ ...side, ...(jobs && { jobs }) });
  }
  return known;
}

/** Where the plan's job counts of a customer come from. */
export function jobSourceOf({ facts, events, eventsSince, jobs }: PortalSide): JobSource {
  if (facts?.source !== 'x360recover') return { kind: 'events', events, since: eventsSince };
  return { kind: 'history', results: jobs ?? { month: '', accounts: {}, unknown: 'The job history was not read.' } };
}

/**
 * Without the accounts that were backed up in this month although their history has no run in it: that history does not work
 * (docs/reference/portals.md#records), and its zeros are none. A backup of the first day may have begun in the month before.
 */
function withoutEmptyHistories(
  counts: Readonly<Record<string, JobCounts>>,
  accounts: readonly Account[],
  now: number,
): { known: Record<string, JobCounts>; isEmptied: boolean } {
  const from = (readTime(monthStart(now)) ?? 0) + DAY;
  const backedUp = new Set(
    accounts.filter((account) => (readTime(newestBackup(account)) ?? 0) >= from).map(({ id }) => id),
  );
  const isEmptied = (id: string, { successes, failed, incomplete }: JobCounts) =>
    successes + failed + incomplete === 0 && backedUp.has(id);
  const known = Object.entries(counts).filter(([id, jobs]) => !isEmptied(id, jobs));
  return { known: Object.fromEntries(known), isEmptied: known.length < Object.keys(counts).length };
}

async function resultsOf(deps: JobDeps, { customerId, facts }: PortalSide): Promise<JobResults | undefined> {
  const { portal, store, settings, clock } = deps;
  if (!facts || !portal.jobResults || !settings.syncedParts.backupStatistics) return undefined;
  const month = monthName(clock());
  const ids = accountsWithJobs(facts.accounts, settings, clock()).map(({ id }) => id);
  const key = `jobs:${portal.source}:${customerId}`;
  const cached = await store.cached<JobResults>(key);
  const age = cached?.value.unknown ? REFUSED_AGE : RESULTS_AGE;
  const isKnown =
    cached?.value.month === month &&
    (cached.value.unknown || ids.every((id) => Object.hasOwn(cached.value.accounts, id)));
  if (cached && isKnown && isYoungerThan(age, cached.at, clock())) return cached.value;
  const read = await portal.jobResults(customerId, ids, monthStart(clock()));
  const { accounts, failure } = read.ok ? read.value : { accounts: {}, failure: read.failure };
  const { known, isEmptied } = withoutEmptyHistories(accounts, facts.accounts, clock());
  const unknown = failure?.message ?? (isEmptied ? EMPTY_HISTORY : undefined);
  const results: JobResults = { month, accounts: known, ...(unknown && { unknown }) };
  await store.cache(key, results, clock());
  return results;
}
