import type { FleetRow, FleetView } from '../../../domain/fleet.ts';
import { countFilters } from '../../../domain/fleet-rows.ts';
import { fleetTotals } from '../../../domain/fleet-totals.ts';
import { isYoungerThan } from '../../../shared/age.ts';
import type { Failure } from '../../../shared/errors.ts';
import { nameOf } from '../../../shared/log.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { HOUR, type IsoTime, isoTime, readTime } from '../../../shared/time.ts';
import type { EngineDeps } from '../../engine-api.ts';
import { portalCustomers } from '../../read/portal-customers.ts';
import { isWithoutReports } from '../../read/reported-owners.ts';
import { tenantTimeZone } from '../../read/tenant-time-zone.ts';
import { wrongDay } from '../../read/wrong-day.ts';
import {
  REQUEST as BULK_SYNC,
  type BulkSyncRequest,
  forgetBulkSync,
  forgetStrays,
  newRequest,
  readProgress,
  readRequest,
  viewOf,
  writeRequest,
} from '../bulk-sync-state.ts';
import { type BulkSyncJob, continueJob } from '../continue-bulk-sync.ts';
import { concernsAll } from '../customer-outcome.ts';
import { REQUEST as FIRST_SYNC } from '../first-sync.ts';
import { allRows, trackRows } from '../job-rows.ts';
import { listCustomers } from '../list-customers.ts';
import { prefetch } from '../prefetch.ts';
import { compareCustomer, uncompared } from './compare-customer.ts';
import { readFleetTables } from './fleet-tables.ts';
import { keepMonth } from './month-snapshots.ts';
import { tablesOfChunk } from './stored-tables.ts';

/*
 * The comparison of all customers with their companies: what the Companies page shows. It works as the bulk sync does (listing, chunks,
 * resuming, cancelling) and only reads. Tables come through the Reports API where the member may, else record by record. The
 * rows of the last comparison stay until the next one has ended.
 */

export const COMPARISON = 'fleet:order';
const SHOWN = 'fleet:shown';

/** The last comparison that ended. */
export interface ShownComparison extends Pick<FleetView, 'counts' | 'totals'> {
  id: string;
  at: IsoTime;
}

/** Through which API a comparison read its tables and when, and why not through the reports. */
export interface ComparisonSource {
  source: 'reports' | 'records';
  readAt: IsoTime;
  failure?: Failure;
}

/** A comparison that was cut off for longer reads its tables again: decisions are made on its rows. */
const TABLES_AGE = 2 * HOUR;

const JOB: BulkSyncJob = {
  order: COMPARISON,
  refused: () => undefined,
  async list(deps, id) {
    const readAt = isoTime(deps.clock());
    const tables = await readFleetTables(deps, id);
    if (!tables.ok && !isWithoutReports(tables.failure)) return tables;
    const timeZone = await tenantTimeZone(deps);
    const otherDay = timeZone.ok ? wrongDay(deps, timeZone.value) : undefined;
    if (otherDay) return fail(otherDay);
    const source: ComparisonSource = tables.ok
      ? { source: 'reports', readAt }
      : { source: 'records', readAt, failure: tables.failure };
    await deps.store.cache(sourceKey(id), source, deps.clock());
    return tables.ok ? tables : listCustomers(deps, id);
  },
  async reading(deps, id, chunk) {
    if ((await sourceOf(deps, id))?.source !== 'reports')
      return { prefetch: (companyIds) => prefetch(deps, companyIds, { withoutConfigurations: true }) };
    const tables = await tablesOfChunk(deps, id, chunk);
    return { prefetch: async () => ok(tables), freshFor: Number.POSITIVE_INFINITY };
  },
  async customerWork(deps, id, chunk) {
    const rows = await trackRows<FleetRow>(deps, id, chunk);
    const customers = await portalCustomers(deps);
    const names = new Map(customers.ok ? customers.value.map((one) => [one.id, one.name]) : []);
    return async (customer, prefetched) => {
      const row = await compareCustomer(deps, customer, prefetched, names);
      if (!row.ok) {
        const { failure } = row;
        const hasFailedBefore = rows.get(customer.id)?.failure !== undefined;
        await rows.put(customer.id, { ...uncompared(deps, customer), failure });
        // One customer that always fails does not keep the others waiting.
        return hasFailedBefore && !concernsAll(failure) ? { counted: 'needsUser' } : { failure };
      }
      await rows.put(customer.id, row.value);
      if (row.value.link !== 'linked') return { counted: 'notLinked' };
      if (row.value.failure || row.value.held > 0) return { counted: 'needsUser' };
      return { counted: row.value.lines > 0 ? 'updated' : 'unchanged' };
    };
  },
  async finish(deps, id) {
    const before = await shownComparison(deps);
    const rows = await allRows<FleetRow>(deps, id);
    const at = isoTime(deps.clock());
    const shown: ShownComparison = { id, at, counts: countFilters(rows), totals: fleetTotals(rows) };
    await deps.store.cache(SHOWN, shown, deps.clock());
    // The table of today does not wait for room for that of the month.
    await keepMonth(deps, rows).catch((error: unknown) => {
      deps.log.warn('fleet', 'The comparison of the month could not be kept.', { error: nameOf(error) });
    });
    if (before && before.id !== id) await forgetBulkSync(deps, before.id);
  },
};

/** Begins a comparison; leaves the running one as it is. */
export async function startComparison(deps: EngineDeps): Promise<Result<null>> {
  const order = await readRequest(deps, COMPARISON);
  if (order && (await viewOf(deps, order)).state === 'running') return ok(null);
  const shown = await shownComparison(deps);
  const others = await Promise.all([BULK_SYNC, FIRST_SYNC].map((key) => readRequest(deps, key)));
  const kept = [shown?.id, ...others.map((other) => other?.id)].filter((id) => id !== undefined);
  await forgetStrays(deps, new Set(kept));
  await writeRequest(deps, newRequest(deps), COMPARISON);
  return ok(null);
}

/** Ends a comparison at the next customer; the rows of the one before it stay. */
export async function cancelComparison(deps: EngineDeps): Promise<Result<null>> {
  const order = await readRequest(deps, COMPARISON);
  if (!order) return ok(null);
  const cancelled: BulkSyncRequest = { ...order, request: 'cancel', requestedAt: isoTime(deps.clock()) };
  await writeRequest(deps, cancelled, COMPARISON);
  return ok(null);
}

/** Works on a comparison until it ends, is cancelled, or `until` (milliseconds since the epoch) has come. Resumable. */
export async function continueComparison(deps: EngineDeps, until: number): Promise<void> {
  const order = await readRequest(deps, COMPARISON);
  if (order && (await isOutdated(deps, order.id))) await forgetBulkSync(deps, order.id);
  await continueJob(deps, until, JOB);
}

/** Begun too long ago to go on with what was read then. */
async function isOutdated(deps: EngineDeps, id: string): Promise<boolean> {
  const { state, chunks } = await readProgress(deps, id);
  const source = await sourceOf(deps, id);
  if (state !== 'running' || chunks === undefined || source?.source !== 'reports') return false;
  return !isYoungerThan(TABLES_AGE, readTime(source.readAt) ?? 0, deps.clock());
}

export async function shownComparison({ store }: Pick<EngineDeps, 'store'>): Promise<ShownComparison | undefined> {
  return (await store.cached<ShownComparison>(SHOWN))?.value;
}

export async function sourceOf(
  { store }: Pick<EngineDeps, 'store'>,
  id: string,
): Promise<ComparisonSource | undefined> {
  return (await store.cached<ComparisonSource>(sourceKey(id)))?.value;
}

function sourceKey(id: string): string {
  return `bulk-sync:${id}:source`;
}
