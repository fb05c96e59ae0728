import { formatEfsId } from '../../domain/efs-id.ts';
import { type FirstSyncRow, type FirstSyncView, rowOf, totalOf } from '../../domain/first-sync.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { isoTime } from '../../shared/time.ts';
import type { EngineDeps } from '../engine-api.ts';
import { FOR_EVENT } from '../read/observe.ts';
import { onlyReads } from '../runs/start-run.ts';
import { planOf } from '../runs/sync-company.ts';
import {
  type BulkSyncRequest,
  forgetBulkSync,
  newRequest,
  readRequest,
  viewOf,
  writeRequest,
} from './bulk-sync-state.ts';
import { type BulkSyncJob, continueJob } from './continue-bulk-sync.ts';
import { isPermanent } from './customer-outcome.ts';
import { allRows, trackRows } from './job-rows.ts';
import { companyOf } from './sync-customer.ts';

/*
 * What a user looks at before turning automatic sync on: the plan of every company, counted by part. Works as the sync of all
 * customers does (listing, bulk reading, resuming, cancelling), but plans only: nothing is written to ConnectWise.
 */

export const REQUEST = 'first-sync:order';

const PREVIEW: BulkSyncJob = {
  order: REQUEST,
  refused: onlyReads,
  async customerWork(deps, bulkSyncId, chunk) {
    const rows = await trackRows<FirstSyncRow>(deps, bulkSyncId, chunk);
    return async (customer, prefetched) => {
      const efsId = formatEfsId(customer.id, deps.settings.prefix);
      const found = await companyOf(deps, customer, efsId, prefetched);
      if (!found.ok) {
        const { failure } = found;
        if (failure.code === 'not-linked') return { counted: 'notLinked' };
        return isPermanent(failure) ? { counted: 'needsUser' } : { failure };
      }
      const { companyId, entries, readAt } = found.value;
      const known = { readAt, ...prefetched.get(companyId), entries };
      const planned = await planOf(deps, companyId, FOR_EVENT, undefined, known);
      if (!planned.ok) return isPermanent(planned.failure) ? { counted: 'needsUser' } : { failure: planned.failure };
      const row = rowOf(planned.value.plan);
      await rows.put(companyId, row);
      if (row.held > 0) return { counted: 'needsUser' };
      return { counted: row.changes > 0 ? 'updated' : 'unchanged' };
    };
  },
};

/** Returns the newest preview as far as it is, or null when there never was one. */
export async function firstSyncView(deps: EngineDeps): Promise<FirstSyncView | null> {
  const order = await readRequest(deps, REQUEST);
  return order ? view(deps, order) : null;
}

/** Starts a new preview; answers the running one when there is one. */
export async function startFirstSync(deps: EngineDeps): Promise<Result<FirstSyncView>> {
  const refused = onlyReads(deps);
  if (refused) return fail(refused);
  const order = await readRequest(deps, REQUEST);
  if (order && (await viewOf(deps, order)).state === 'running') return ok(await view(deps, order));
  if (order) await forgetBulkSync(deps, order.id);
  const begun = newRequest(deps);
  await writeRequest(deps, begun, REQUEST);
  return ok(await view(deps, begun));
}

/** Ends a preview at the next customer. */
export async function cancelFirstSync(deps: EngineDeps): Promise<Result<FirstSyncView | null>> {
  const order = await readRequest(deps, REQUEST);
  if (!order) return ok(null);
  const cancelled: BulkSyncRequest = { ...order, request: 'cancel', requestedAt: isoTime(deps.clock()) };
  await writeRequest(deps, cancelled, REQUEST);
  return ok(await view(deps, cancelled));
}

/** Works on a preview until it ends, is cancelled, or `until` (milliseconds since the epoch) has come. Resumable. */
export function continueFirstSync(deps: EngineDeps, until: number): Promise<void> {
  return continueJob(deps, until, PREVIEW);
}

async function view(deps: EngineDeps, order: BulkSyncRequest): Promise<FirstSyncView> {
  return { progress: await viewOf(deps, order), ...totalOf(await allRows<FirstSyncRow>(deps, order.id)) };
}
