import type { BulkSyncView } from '../../domain/bulk-sync-view.ts';
import type { Failure } from '../../shared/errors.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { isoTime } from '../../shared/time.ts';
import type { EngineDeps } from '../engine-api.ts';
import { needsPreview, onlyReads } from '../runs/start-run.ts';
import {
  type BulkSyncRequest,
  forgetBulkSync,
  newRequest,
  readRequest,
  viewOf,
  writeRequest,
} from './bulk-sync-state.ts';

/*
 * The bulk sync. A user starts, pauses and cancels it; `continueBulkSync` works on it, whenever it is called:
 * the worker may die at any point, and the next call continues where it was. A connection that does not work pauses it as well,
 * with the failure in the view; it continues by itself at the first call after the connection works again.
 */

/** The newest bulk sync, or null when there never was one. */
export async function bulkSyncView(deps: EngineDeps): Promise<BulkSyncView | null> {
  const order = await readRequest(deps);
  return order ? viewOf(deps, order) : null;
}

/** Begins a bulk sync, or continues a paused one; answers the running one when there is one. */
export async function startBulkSync(deps: EngineDeps): Promise<Result<BulkSyncView>> {
  const refused = onlyReads(deps) ?? needsPreview(deps);
  if (refused) return fail(refused);
  const order = await readRequest(deps);
  const state = order && (await viewOf(deps, order)).state;
  if (order && (state === 'running' || state === 'paused')) {
    return state === 'running' ? ok(await viewOf(deps, order)) : request(deps, order, 'run');
  }
  if (order) await forgetBulkSync(deps, order.id);
  const begun = newRequest(deps);
  await writeRequest(deps, begun);
  return ok(await viewOf(deps, begun));
}

/** It ends at the next customer, and continues with `startBulkSync`. */
export async function pauseBulkSync(deps: EngineDeps): Promise<Result<BulkSyncView>> {
  return requestState(deps, 'pause');
}

/** It ends at the next customer, for good; what was written stays, and each run can be undone. */
export async function cancelBulkSync(deps: EngineDeps): Promise<Result<BulkSyncView>> {
  return requestState(deps, 'cancel');
}

async function requestState(deps: EngineDeps, wanted: 'pause' | 'cancel'): Promise<Result<BulkSyncView>> {
  const order = await readRequest(deps);
  const state = order && (await viewOf(deps, order)).state;
  if (!order || (state !== 'running' && state !== 'paused')) return fail(noneRuns());
  return request(deps, order, wanted);
}

async function request(
  deps: EngineDeps,
  order: BulkSyncRequest,
  wanted: BulkSyncRequest['request'],
): Promise<Result<BulkSyncView>> {
  const changed: BulkSyncRequest = { ...order, request: wanted, requestedAt: isoTime(deps.clock()) };
  await writeRequest(deps, changed);
  return ok(await viewOf(deps, changed));
}

function noneRuns(): Failure {
  return {
    code: 'busy',
    message: 'No sync of all customers is going on.',
    nextStep: 'Start one, or look at the journal for what the last one did.',
  };
}
