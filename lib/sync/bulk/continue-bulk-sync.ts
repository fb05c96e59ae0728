import { isTimeUp } from '../../shared/age.ts';
import type { Failure } from '../../shared/errors.ts';
import { isoTime } from '../../shared/time.ts';
import type { EngineDeps } from '../engine-api.ts';
import { stopConnection } from '../pacing/connection-stop.ts';
import { retry } from '../pacing/retry.ts';
import { withSettingsNow } from '../read/settings-now.ts';
import { needsPreview, onlyReads } from '../runs/start-run.ts';
import {
  type BulkSyncRequest,
  forgetChunks,
  haltOf,
  REQUEST,
  readChunk,
  readProgress,
  readRequest,
} from './bulk-sync-state.ts';
import { isPermanent } from './customer-outcome.ts';
import { listCustomers } from './list-customers.ts';
import { prefetch } from './prefetch.ts';
import { type ProgressTracker, trackProgress } from './progress-tracker.ts';
import { syncCustomer } from './sync-customer.ts';
import { type ChunkWork, type CustomerWork, workOnChunk } from './work-chunk.ts';

/**
 * Works on a running bulk sync until it ends, a user stops it, the connection does not work, or `until` (milliseconds since
 * the epoch) has come. One at a time: whoever calls sees to that. Every customer is counted in the step that stores that it is
 * processed, after its run was stored.
 */
export function continueBulkSync(deps: EngineDeps, until: number): Promise<void> {
  return continueJob(deps, until, SYNC);
}

/** Something that is done with every customer, one after the other. */
export interface BulkSyncJob {
  /** The key of its request. */
  order: string;
  /** Why this browser does not do it. */
  refused(deps: EngineDeps): Failure | undefined;
  /** Lists the customers in chunks. Absent: as `listCustomers`. */
  list?(deps: EngineDeps, id: string): ReturnType<typeof listCustomers>;
  /** How companies of a chunk are read in bulk, and how long that counts. Absent: as `prefetch`. */
  reading?(deps: EngineDeps, id: string, chunk: number): Promise<Pick<ChunkWork, 'prefetch' | 'freshFor'>>;
  /** Called once all customers are processed, before the job counts as done. */
  finish?(deps: EngineDeps, id: string): Promise<void>;
  /** What is done with the customers of one chunk. */
  customerWork(deps: EngineDeps, bulkSyncId: string, chunk: number): Promise<CustomerWork>;
}

const SYNC: BulkSyncJob = {
  order: REQUEST,
  refused: (deps) => onlyReads(deps) ?? needsPreview(deps),
  customerWork: async (deps, bulkSyncId) => async (customer, prefetched) =>
    syncCustomer(await withSettingsNow(deps), bulkSyncId, customer, prefetched),
};

/** As `continueBulkSync`, for any job. */
export async function continueJob(deps: EngineDeps, until: number, job: BulkSyncJob): Promise<void> {
  const order = await readRequest(deps, job.order);
  if (order?.request !== 'run' || job.refused(deps)) return;
  const tracker = trackProgress(deps, order.id, await readProgress(deps, order.id));
  if (tracker.current().state !== 'running' || (await haltOf(deps, order, tracker.current()))) return;
  if (tracker.current().chunks === undefined) {
    const listed = await (job.list ?? listCustomers)(deps, order.id);
    if (!listed.ok) return halt(deps, tracker, listed.failure);
    if ((await requestedState(deps, order, job)) !== 'run') return;
    await tracker.put({ ...listed.value, ...GOES_ON });
  }
  const began = deps.clock();
  while (tracker.current().chunk < (tracker.current().chunks ?? 0)) {
    if ((await requestedState(deps, order, job)) !== 'run') return;
    const { chunk, settled } = tracker.current();
    const customers = (await readChunk(deps, order.id, chunk)).filter(({ id }) => !settled.includes(id));
    const left = await workOnChunk(deps, {
      customers,
      work: await job.customerWork(deps, order.id, chunk),
      ...((await job.reading?.(deps, order.id, chunk)) ?? { prefetch: (companyIds) => prefetch(deps, companyIds) }),
      begin: ({ name }) => tracker.setCurrent(name),
      settle: ({ id }, counted, written) => tracker.settle(id, counted, written),
      stopped: async () =>
        isTimeUp(began, until, deps.clock()) ||
        job.refused(await withSettingsNow(deps)) !== undefined ||
        (await requestedState(deps, order, job)) !== 'run',
    });
    if (left === 'stopped') return;
    if (left) return halt(deps, tracker, left.failure);
    await tracker.put({ chunk: chunk + 1, settled: [], ...GOES_ON });
  }
  if ((await requestedState(deps, order, job)) !== 'run') return;
  await job.finish?.(deps, order.id);
  await tracker.put({ state: 'done', finishedAt: isoTime(deps.clock()) });
  await forgetChunks(deps, order.id);
}

const GOES_ON = { halt: undefined };

/** A failure that passes, or that a user fixes at the connection, makes it wait; any other ends it. */
async function halt(deps: EngineDeps, tracker: ProgressTracker, failure: Failure): Promise<void> {
  if (isPermanent(failure)) return fail(deps, tracker, failure);
  const now = deps.clock();
  const times = (tracker.current().halt?.times ?? 0) + 1;
  const { stop, outcome } = retry({ attempts: times }, failure, now, (deps.random ?? Math.random)());
  if (stop) await stopConnection(deps, failure);
  // A stopped connection says itself when it works again.
  const until = stop || outcome.state !== 'waiting' ? 0 : outcome.dueAt;
  await tracker.put({ halt: { failure, at: now, until, times } });
}

async function fail(deps: EngineDeps, tracker: ProgressTracker, failure: Failure): Promise<void> {
  const now = deps.clock();
  const times = (tracker.current().halt?.times ?? 0) + 1;
  await tracker.put({ state: 'failed', finishedAt: isoTime(now), halt: { failure, at: now, until: 0, times } });
}

/** What a user wants by now; another bulk sync begun meanwhile ends this one. */
async function requestedState(
  deps: EngineDeps,
  { id }: BulkSyncRequest,
  job: BulkSyncJob,
): Promise<BulkSyncRequest['request']> {
  const order = await readRequest(deps, job.order);
  return order?.id === id ? order.request : 'cancel';
}
