import type { SweepView } from '../../domain/bulk-sync-view.ts';
import type { Failure } from '../../shared/errors.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { isoTime } from '../../shared/time.ts';
import type { EngineDeps } from '../engine-api.ts';
import { needsPreview, onlyReads } from '../runs/start-run.ts';
import { forgetSweep, newOrder, readOrder, type SweepOrder, viewOf, writeOrder } from './bulk-sync-state.ts';

export { continueSweep } from './continue-bulk-sync.ts';

/*
 * The push of every customer. A person starts, pauses and cancels it; `continueSweep` works on it, whenever it is called:
 * the worker may die at any point, and the next call goes on where it was. A connection that does not work pauses it as well,
 * with the problem in the view; it goes on by itself at the first call after the connection works again.
 */

/** The newest sweep, or null when there never was one. */
export async function sweepView(deps: EngineDeps): Promise<SweepView | null> {
  const order = await readOrder(deps);
  return order ? viewOf(deps, order) : null;
}

/** Begins a sweep, or goes on with a paused one; answers the running one when there is one. */
export async function startSweep(deps: EngineDeps): Promise<Result<SweepView>> {
  const refused = onlyReads(deps) ?? needsPreview(deps);
  if (refused) return fail(refused);
  const order = await readOrder(deps);
  const state = order && (await viewOf(deps, order)).state;
  if (order && (state === 'running' || state === 'paused')) {
    return state === 'running' ? ok(await viewOf(deps, order)) : wish(deps, order, 'run');
  }
  if (order) await forgetSweep(deps, order.id);
  const begun = newOrder(deps);
  await writeOrder(deps, begun);
  return ok(await viewOf(deps, begun));
}

/** It ends at the next customer, and goes on with `startSweep`. */
export async function pauseSweep(deps: EngineDeps): Promise<Result<SweepView>> {
  return wishOf(deps, 'pause');
}

/** It ends at the next customer, for good; what was written stands, and each run can be undone. */
export async function cancelSweep(deps: EngineDeps): Promise<Result<SweepView>> {
  return wishOf(deps, 'cancel');
}

async function wishOf(deps: EngineDeps, wanted: 'pause' | 'cancel'): Promise<Result<SweepView>> {
  const order = await readOrder(deps);
  const state = order && (await viewOf(deps, order)).state;
  if (!order || (state !== 'running' && state !== 'paused')) return fail(noneRuns());
  return wish(deps, order, wanted);
}

async function wish(deps: EngineDeps, order: SweepOrder, wanted: SweepOrder['wish']): Promise<Result<SweepView>> {
  const changed: SweepOrder = { ...order, wish: wanted, wishedAt: isoTime(deps.clock()) };
  await writeOrder(deps, changed);
  return ok(await viewOf(deps, changed));
}

function noneRuns(): Failure {
  return {
    code: 'conflict',
    message: 'No sync of all customers is going on.',
    nextStep: 'Start one, or look at the journal for what the last one did.',
  };
}
