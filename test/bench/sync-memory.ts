import { setFlagsFromString } from 'node:v8';
import { MessageChannel, Worker } from 'node:worker_threads';
import { HOUR, MINUTE } from '../../lib/shared/time.ts';
import type { SimulatorOptions } from '../simulator/server.ts';
import { simulatedEngine } from '../support/simulated-engine.ts';
import type { Benchmark, Measurement } from './benchmark.ts';
import { requireAllSynced } from './fleet/bulk-sync.ts';
import { GENERATED, requireAllCompared } from './fleet/compare.ts';
import type { EngineHeap, EngineThread } from './fleet/engine-thread.ts';
import { serveOverPort } from './fleet/over-port.ts';
import { pollAll } from './fleet/poll-all.ts';
import { changedFleet } from './fleet/prepare.ts';

const CUSTOMERS = 5000;
const MANY = 20_000;
const MINUTES = 10;
const MEGABYTE = 1_000_000;

/** Heap during a 5,000-customer bulk sync: budget 150 MB. */
export const syncMemory: Benchmark = {
  name: 'sync.memory',
  unit: 'MB',
  async measure() {
    const heap = await bulkSyncInThread({ snapshot: await changedFleet(CUSTOMERS) });
    return inWords(heap, `push of ${CUSTOMERS} customers whose figures all changed`);
  },
};

/**
 * The same of 20,000, as far as it comes in some minutes: budget 200 MB. All customers are listed first, which is what grows with their
 * number; afterwards one chunk of them is held at a time.
 */
export const syncMemory20000: Benchmark = {
  name: 'sync.memory-20000',
  unit: 'MB',
  async measure() {
    const heap = await beginInThread(MANY, MINUTES * MINUTE);
    const done = heap.view?.done ?? 0;
    return inWords(heap, `first push of ${MANY} customers: all listed, ${done} synced in ${MINUTES} min`);
  },
};

/** Heap during a comparison of 20,000 customers through the reports: budget 200 MB. */
export const fleetMemory20000: Benchmark = {
  name: 'fleet.memory-20000',
  unit: 'MB',
  async measure() {
    const heap = await compareInThread(MANY);
    return inWords(
      heap,
      `comparison of ${MANY} companies through the reports, the figures of each read from the portal`,
    );
  },
};

/** Syncs a fleet in bulk with the engine in a thread of its own. */
export async function bulkSyncInThread(options: SimulatorOptions): Promise<EngineHeap> {
  const heap = await inThread(options, 'bulk-sync', HOUR);
  requireAllSynced(heap.view);
  return heap;
}

/** Begins the first bulk sync of a fleet. Throws when it did not get to syncing customers. */
export async function beginInThread(customers: number, within: number): Promise<EngineHeap> {
  const heap = await inThread({ customers, variant: 'clean' }, 'bulk-sync', within);
  const { state, total, done = 0 } = heap.view ?? {};
  if (state === 'failed' || total !== customers || done === 0)
    throw new Error(`The bulk sync is so: ${JSON.stringify(heap.view)}`);
  return heap;
}

/** Compares a fleet through the reports with the engine in a thread of its own. */
export async function compareInThread(customers: number): Promise<EngineHeap> {
  const heap = await inThread({ customers, generated: GENERATED }, 'comparison', HOUR);
  requireAllCompared(heap.fleet);
  if (heap.fleet?.source !== 'reports') throw new Error('The comparison did not read the reports.');
  return heap;
}

async function inThread(options: SimulatorOptions, work: EngineThread['work'], within: number): Promise<EngineHeap> {
  const { engine, simulator, store } = await simulatedEngine({ ...options, traffic: { file: null, keep: 0 } });
  await pollAll(engine);
  setFlagsFromString('--expose-gc');
  const { port1, port2 } = new MessageChannel();
  serveOverPort(port1, simulator, store);
  const ahead = simulator.clock.now() - Date.now();
  const thread = new Worker(new URL('./fleet/engine-thread.ts', import.meta.url), {
    workerData: { port: port2, ahead, connection: store.connection, work, within } satisfies EngineThread,
    transferList: [port2],
  });
  try {
    return await new Promise<EngineHeap>((resolve, reject) => {
      thread.on('message', resolve);
      thread.on('error', reject);
      thread.on('exit', (code) => reject(new Error(`The engine's thread ended with ${code}.`)));
    });
  } finally {
    await thread.terminate();
    port1.close();
    await store.close();
  }
}

function inWords({ atStart, peak, peakInUse }: EngineHeap, what: string): Measurement {
  return {
    value: megabytes(peak),
    n: 1,
    note:
      `most heapUsed of a thread in which only the engine and both clients run, every 20 ms, garbage included; ${what}. In use right ` +
      `after a collection (every 5 s) at most ${megabytes(peakInUse)}, of which ${megabytes(atStart)} were there before. The ` +
      'database is not in it: as in a browser it lives elsewhere, here with the services in another thread',
  };
}

function megabytes(bytes: number): number {
  return Math.round(bytes / MEGABYTE);
}
