import type { FleetRow } from '../../../domain/fleet.ts';
import type { Failure } from '../../../shared/errors.ts';
import { ok, type Result } from '../../../shared/result.ts';
import { type IsoTime, isoTime } from '../../../shared/time.ts';
import type { EngineDeps } from '../../engine-api.ts';
import { portalCustomers } from '../../read/portal-customers.ts';
import { isWithoutReports } from '../../read/reported-owners.ts';
import {
  type BulkSyncRequest,
  forgetBulkSync,
  newRequest,
  readRequest,
  viewOf,
  writeRequest,
} from '../bulk-sync-state.ts';
import { type BulkSyncJob, continueJob } from '../continue-bulk-sync.ts';
import { trackRows } from '../job-rows.ts';
import { listCustomers } from '../list-customers.ts';
import { prefetch } from '../prefetch.ts';
import { compareCustomer } from './compare-customer.ts';
import { readFleetTables, tablesOfChunk } from './fleet-tables.ts';
import { keepMonth } from './month-snapshots.ts';

/*
 * The comparison of all customers with their companies: what the Companies page shows. It works as the bulk sync does (listing, chunks,
 * resuming, cancelling) and only reads. Tables come through the Reports API where the member may, else record by record. The
 * rows of the last comparison stay until the next one has ended.
 */

export const COMPARISON = 'fleet:order';
const SHOWN = 'fleet:shown';

/** The last comparison that ended. */
export interface ShownComparison {
  id: string;
  at: IsoTime;
}

/** Through which API a comparison read its tables, and why not through the reports. */
export interface ComparisonSource {
  source: 'reports' | 'records';
  failure?: Failure;
}

const JOB: BulkSyncJob = {
  order: COMPARISON,
  refused: () => undefined,
  async list(deps, id) {
    const tables = await readFleetTables(deps, id);
    if (!tables.ok && !isWithoutReports(tables.failure)) return tables;
    const source: ComparisonSource = tables.ok ? { source: 'reports' } : { source: 'records', failure: tables.failure };
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
      if (!row.ok) return { failure: row.failure };
      await rows.put(customer.id, row.value);
      if (row.value.link !== 'linked') return { counted: 'notLinked' };
      if (row.value.failure || row.value.held > 0) return { counted: 'needsUser' };
      return { counted: row.value.lines > 0 ? 'updated' : 'unchanged' };
    };
  },
  async finish(deps, id) {
    const before = await shownComparison(deps);
    await deps.store.cache(SHOWN, { id, at: isoTime(deps.clock()) } satisfies ShownComparison, deps.clock());
    await keepMonth(deps, id);
    if (before && before.id !== id) await forgetBulkSync(deps, before.id);
  },
};

/** Begins a comparison; leaves the running one as it is. */
export async function startComparison(deps: EngineDeps): Promise<Result<null>> {
  const order = await readRequest(deps, COMPARISON);
  if (order && (await viewOf(deps, order)).state === 'running') return ok(null);
  const shown = await shownComparison(deps);
  if (order && order.id !== shown?.id) await forgetBulkSync(deps, order.id);
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
export function continueComparison(deps: EngineDeps, until: number): Promise<void> {
  return continueJob(deps, until, JOB);
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
