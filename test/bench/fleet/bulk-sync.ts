import type { BulkSyncView } from '../../../lib/domain/bulk-sync-view.ts';
import { HOUR } from '../../../lib/shared/time.ts';
import type { Engine } from '../../../lib/sync/engine.ts';
import type { Simulator } from '../../simulator/server.ts';
import { simulatedEngine } from '../../support/simulated-engine.ts';
import { countedFetch, noRequests, type RequestCounts } from './counted-fetch.ts';
import { pollAll } from './poll-all.ts';
import { changedFleet } from './prepare.ts';
import { changedRecords, type LeastReads, leastReads, type Records, recordsOf } from './records.ts';

export interface FleetBulkSync {
  requests: RequestCounts;
  /** Records that are other than before. */
  changed: number;
  least: LeastReads;
  /** What ConnectWise holds afterwards. */
  records: Records;
  seconds: number;
  customers: number;
}

export interface BulkSyncOptions {
  /** Milliseconds of every request, on both sides; default none. */
  latency?: number;
  /** Keeps to the rate, whose waiting passes on the simulator's clock: figures that were read grow old as they do for a user. */
  keepRate?: boolean;
}

/**
 * A browser that was just connected syncs all customers of a fleet whose figures all changed. What it reads once and keeps
 * (set-up tables, who carries which EFS id) is counted with the rest.
 */
export async function bulkSyncFleet(customers: number, options: BulkSyncOptions = {}): Promise<FleetBulkSync> {
  const snapshot = await changedFleet(customers);
  const requests = noRequests();
  const { engine, simulator, store } = await simulatedEngine(
    { snapshot, traffic: { file: null, keep: 0 } },
    'efs-portal',
    { through: (inner) => countedFetch(inner, requests, options.latency), keepRate: options.keepRate },
  );
  try {
    // What the portal reports at the first contact is history: it counts in the statistics and causes no work.
    await pollAll(engine);
    Object.assign(requests, noRequests());
    const before = recordsOf(simulator.connectWise);
    const start = performance.now();
    await bulkSyncToTheEnd(engine, simulator);
    const seconds = (performance.now() - start) / 1000;
    const records = recordsOf(simulator.connectWise);
    const changed = changedRecords(before, records);
    return { requests, changed, least: leastReads(simulator.connectWise), records, seconds, customers };
  } finally {
    await store.close();
  }
}

/** Throws when not every customer was synced. */
export async function bulkSyncToTheEnd(engine: Engine, { clock }: Pick<Simulator, 'clock'>): Promise<void> {
  const started = await engine.startBulkSync();
  if (!started.ok) throw new Error(started.failure.message);
  await engine.continueBulkSync(clock.now() + 12 * HOUR);
  requireAllSynced(await engine.bulkSync());
}

/** Throws when a bulk sync did not end, or left a customer without its sync. */
export function requireAllSynced(view: BulkSyncView | null): void {
  if (view?.state === 'done' && view.total > 0 && view.updated + view.needsUser === view.total) return;
  throw new Error(`The bulk sync ended so: ${JSON.stringify(view)}`);
}
