import { setFlagsFromString } from 'node:v8';
import { MessageChannel, Worker } from 'node:worker_threads';
import { simulatedEngine } from '../support/simulated-engine.ts';
import type { Benchmark } from './benchmark.ts';
import { requireAllSynced } from './fleet/bulk-sync.ts';
import type { EngineHeap, EngineThread } from './fleet/engine-thread.ts';
import { serveOverPort } from './fleet/over-port.ts';
import { pollAll } from './fleet/poll-all.ts';
import { changedFleet } from './fleet/prepare.ts';

const CUSTOMERS = 5000;
const MEGABYTE = 1_000_000;

/** Heap during a 5,000-customer bulk sync: budget 150 MB. */
export const syncMemory: Benchmark = {
  name: 'sync.memory',
  unit: 'MB',
  async measure() {
    const { atStart, peak, peakInUse } = await bulkSyncInThread(CUSTOMERS);
    return {
      value: megabytes(peak),
      n: 1,
      note:
        `most heapUsed of a thread in which only the engine and both clients run, every 20 ms, garbage included; push of ${CUSTOMERS} customers whose figures all changed. In use right ` +
        `after a collection (every 5 s) at most ${megabytes(peakInUse)}, of which ${megabytes(atStart)} were there before the bulk sync. The ` +
        'database is not in it: as in a browser it lives elsewhere, here with the services in another thread',
    };
  },
};

/** Syncs a fleet in bulk with the engine in a thread of its own. */
export async function bulkSyncInThread(customers: number): Promise<EngineHeap> {
  const snapshot = await changedFleet(customers);
  const { engine, simulator, store } = await simulatedEngine({ snapshot, traffic: { file: null, keep: 0 } });
  await pollAll(engine);
  setFlagsFromString('--expose-gc');
  const { port1, port2 } = new MessageChannel();
  serveOverPort(port1, simulator, store);
  const thread = new Worker(new URL('./fleet/engine-thread.ts', import.meta.url), {
    workerData: { port: port2, ahead: simulator.clock.now() - Date.now() } satisfies EngineThread,
    transferList: [port2],
  });
  try {
    const heap = await new Promise<EngineHeap>((resolve, reject) => {
      thread.on('message', resolve);
      thread.on('error', reject);
      thread.on('exit', (code) => reject(new Error(`The engine's thread ended with ${code}.`)));
    });
    requireAllSynced(heap.view);
    return heap;
  } finally {
    await thread.terminate();
    port1.close();
    await store.close();
  }
}

function megabytes(bytes: number): number {
  return Math.round(bytes / MEGABYTE);
}
