import { isTimeUp } from '../../shared/age.ts';
import type { Failure } from '../../shared/errors.ts';
import { isoTime } from '../../shared/time.ts';
import type { EngineDeps } from '../engine-api.ts';
import { stopConnection } from '../pacing/connection-stop.ts';
import { retry } from '../pacing/retry.ts';
import { withSettingsNow } from '../read/settings-now.ts';
import { foreignTenant, needsPreview, onlyReads } from '../runs/start-run.ts';
import { forgetChunks, haltOf, ORDER, readChunk, readOrder, readProgress, type SweepOrder } from './bulk-sync-state.ts';
import { endsInVain } from './counted-as.ts';
import { listCustomers } from './list-customers.ts';
import { keepProgress, type ProgressKeeper } from './progress-tracker.ts';
import { pushCustomer } from './sync-customer.ts';
import { type Dealer, workOnChunk } from './work-chunk.ts';

/**
 * Works on a running sweep until it ends, a person stops it, the connection does not work, or `until` (milliseconds since
 * the epoch) has come. One at a time: whoever calls sees to that. Every customer is counted in the step that stores that it is
 * dealt with, after its run was stored.
 */
export function continueSweep(deps: EngineDeps, until: number): Promise<void> {
  return continueJob(deps, until, SYNC);
}

/** Something that is done with every customer, one after the other. */
export interface SweepJob {
  /** Where its order stands. */
  order: string;
  /** Why this browser does not do it. */
  refused(deps: EngineDeps): Failure | undefined;
  /** What is done with the customers of one chunk. */
  dealer(deps: EngineDeps, sweepId: string, chunk: number): Promise<Dealer>;
}

const SYNC: SweepJob = {
  order: ORDER,
  refused: (deps) => onlyReads(deps) ?? needsPreview(deps),
  dealer: async (deps, sweepId) => async (customer, prefetched) =>
    pushCustomer(await withSettingsNow(deps), sweepId, customer, prefetched),
};

/** As `continueSweep`, for any job. */
export async function continueJob(deps: EngineDeps, until: number, job: SweepJob): Promise<void> {
  const order = await readOrder(deps, job.order);
  if (order?.wish !== 'run' || job.refused(deps)) return;
  const keeper = keepProgress(deps, order.id, await readProgress(deps, order.id));
  if (keeper.current().state !== 'running' || (await haltOf(deps, order, keeper.current()))) return;
  const foreign = elsewhere(deps, order);
  if (foreign) return fail(deps, keeper, foreign);
  if (keeper.current().chunks === undefined) {
    const listed = await listCustomers(deps, order.id);
    if (!listed.ok) return halt(deps, keeper, listed.failure);
    await keeper.put({ ...listed.value, ...GOES_ON });
  }
  const began = deps.clock();
  while (keeper.current().chunk < (keeper.current().chunks ?? 0)) {
    const { chunk, settled } = keeper.current();
    const customers = (await readChunk(deps, order.id, chunk)).filter(({ id }) => !settled.includes(id));
    const left = await workOnChunk(deps, {
      customers,
      deal: await job.dealer(deps, order.id, chunk),
      begin: ({ name }) => keeper.note(name),
      settle: ({ id }, counted, written) => keeper.settle(id, counted, written),
      stopped: async () =>
        isTimeUp(began, until, deps.clock()) ||
        job.refused(await withSettingsNow(deps)) !== undefined ||
        (await wish(deps, order, job)) !== 'run',
    });
    if (left === 'stopped') return;
    if (left) return halt(deps, keeper, left.failure);
    await keeper.put({ chunk: chunk + 1, settled: [], ...GOES_ON });
  }
  await keeper.put({ state: 'done', finishedAt: isoTime(deps.clock()) });
  await forgetChunks(deps, order.id);
}

const GOES_ON = { halt: undefined };

/** A problem that passes, or that a person mends at the connection, makes it wait; any other ends it. */
async function halt(deps: EngineDeps, keeper: ProgressKeeper, failure: Failure): Promise<void> {
  if (endsInVain(failure)) return fail(deps, keeper, failure);
  const now = deps.clock();
  const times = (keeper.current().halt?.times ?? 0) + 1;
  const { stop, outcome } = retry({ attempts: times }, failure, now, (deps.random ?? Math.random)());
  if (stop) await stopConnection(deps, failure);
  // A stopped connection says itself when it works again.
  const until = stop || outcome.state !== 'waiting' ? 0 : outcome.dueAt;
  await keeper.put({ halt: { failure, at: now, until, times } });
}

async function fail(deps: EngineDeps, keeper: ProgressKeeper, failure: Failure): Promise<void> {
  const now = deps.clock();
  const times = (keeper.current().halt?.times ?? 0) + 1;
  await keeper.put({ state: 'failed', finishedAt: isoTime(now), halt: { failure, at: now, until: 0, times } });
}

/** What a person wants by now; another sweep begun meanwhile ends this one. */
async function wish(deps: EngineDeps, { id }: SweepOrder, job: SweepJob): Promise<SweepOrder['wish']> {
  const order = await readOrder(deps, job.order);
  return order?.id === id ? order.wish : 'cancel';
}

/** The sweep was begun with another ConnectWise or portal than the ones that are connected now. */
function elsewhere(deps: EngineDeps, order: SweepOrder): Failure | undefined {
  if (order.source === deps.portal.source) return foreignTenant(deps, order);
  return {
    code: 'stale',
    message: `This sync of all customers was begun with another portal (${order.source}) than the one that is connected now.`,
    nextStep: 'Start a new one.',
    value: order.source,
  };
}
