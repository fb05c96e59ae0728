import { accountsWithJobs, type JobResults, type JobSource, monthName } from '../../domain/job-results.ts';
import { isYoungerThan } from '../../shared/age.ts';
import { HOUR } from '../../shared/time.ts';
import type { EngineDeps } from '../engine-api.ts';
import { THROTTLE_INTERVAL } from '../pacing/throttle.ts';
import { monthStart, type PortalSide } from './facts.ts';

type JobDeps = Pick<EngineDeps, 'portal' | 'store' | 'clock' | 'settings'>;

/** A little less than the throttle: the sync that it lets through reads them again. */
const RESULTS_AGE = THROTTLE_INTERVAL - HOUR;
/** A portal that refused or failed is asked again sooner. */
const REFUSED_AGE = HOUR;

/**
 * Adds the month's job results where the portal keeps them (x360Recover), at most once per customer and throttle window. A portal
 * that does not give them fails nothing: the counts are then not known, and not written.
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

async function resultsOf(deps: JobDeps, { customerId, facts }: PortalSide): Promise<JobResults | undefined> {
  const { portal, store, settings, clock } = deps;
  if (!facts || !portal.jobResults || !settings.syncedParts.backupStatistics) return undefined;
  const month = monthName(clock());
  const ids = accountsWithJobs(facts.accounts, settings, clock()).map(({ id }) => id);
  const key = `jobs:${portal.source}:${customerId}`;
  const cached = await store.cached<JobResults>(key);
  const age = cached?.value.unknown ? REFUSED_AGE : RESULTS_AGE;
  const isKnown =
    cached?.value.month === month && (cached.value.unknown || ids.every((id) => id in cached.value.accounts));
  if (cached && isKnown && isYoungerThan(age, cached.at, clock())) return cached.value;
  const read = await portal.jobResults(customerId, ids, monthStart(clock()));
  const { accounts, failure } = read.ok ? read.value : { accounts: {}, failure: read.failure };
  const results: JobResults = { month, accounts, ...(failure && { unknown: failure.message }) };
  await store.cache(key, results, clock());
  return results;
}
