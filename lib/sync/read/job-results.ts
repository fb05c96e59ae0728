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

/** Results with what the portal said of each account when they were read: what it says of one changes with its next run. */
interface KnownResults {
  results: JobResults;
  states: Record<string, string>;
}

/**
 * Adds the month's job results where the portal keeps them (x360Recover): of all accounts once per customer and throttle window, and
 * between of those that ran since. A portal that does not give them fails nothing: the counts are then not known, and not written
 * (docs/reference/sync.md#job-counts).
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
  const withJobs = accountsWithJobs(facts.accounts, settings, clock());
  const states = Object.fromEntries(withJobs.map((account) => [account.id, stateOf(account)]));
  const key = `jobs:${portal.source}:${customerId}`;
  const known = await resultsIn(deps, key, month);
  if (known?.results.unknown) return known.results;
  const ids = Object.keys(states).filter((id) => !known?.results.accounts[id] || known.states[id] !== states[id]);
  if (known && ids.length === 0) return known.results;
  const read = await portal.jobResults(customerId, ids, monthStart(clock()));
  const { accounts, failure } = read.ok ? read.value : { accounts: {}, failure: read.failure };
  const counted = withoutEmptyHistories(accounts, facts.accounts, clock());
  const unknown = failure?.message ?? (counted.isEmptied ? EMPTY_HISTORY : undefined);
  const kept = Object.entries(known?.results.accounts ?? {}).filter(([id]) => !ids.includes(id));
  const results: JobResults = {
    month,
    accounts: { ...Object.fromEntries(kept), ...counted.known },
    ...(unknown && { unknown }),
  };
  // With the time of the full reading: what ran is added to it, and does not make it young again.
  await store.cache(key, { results, states } satisfies KnownResults, unknown || !known ? clock() : known.at);
  return results;
}

/** What was read of this month, if it is young enough to be used. */
async function resultsIn(
  { store, clock }: JobDeps,
  key: string,
  month: string,
): Promise<(KnownResults & { at: number }) | undefined> {
  const cached = await store.cached<Partial<KnownResults>>(key);
  const { results, states } = cached?.value ?? {};
  // Earlier releases kept the results alone.
  if (!cached || !results || !states || results.month !== month) return undefined;
  const age = results.unknown ? REFUSED_AGE : RESULTS_AGE;
  return isYoungerThan(age, cached.at, clock()) ? { results, states, at: cached.at } : undefined;
}

function stateOf({ lastStatus, statusReason, lastBackupAt }: Account): string {
  return JSON.stringify([lastStatus, statusReason, lastBackupAt]);
}
