import { runInNewContext } from 'node:vm';
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import type { BulkSyncView } from '../../../lib/domain/bulk-sync-view.ts';
import { HOUR } from '../../../lib/shared/time.ts';
import { createEngine } from '../../../lib/sync/engine.ts';
import { engineDeps } from '../../support/engine-deps.ts';
import { overPort } from './over-port.ts';

/** What the thread is given. */
export interface EngineThread {
  /** Where services and store answer. */
  port: MessagePort;
  /** Milliseconds by which their clock is ahead of the real time. */
  ahead: number;
}

/** What the thread reports at its end, in bytes of its own heap. */
export interface EngineHeap {
  /** With everything loaded, before the bulk sync. */
  atStart: number;
  /** The most that was seen, garbage not yet collected included. */
  peak: number;
  /** The most that was in use right after a collection, of those forced every five seconds. */
  peakInUse: number;
  /** The bulk sync at its end. */
  view: BulkSyncView | null;
}

const SAMPLE = 20;
const COLLECT = 5000;

/** The engine alone in a thread, as it is alone in the extension's worker: bulk syncs once and reports how much heap that took. */
async function main(): Promise<void> {
  const { port, ahead } = workerData as EngineThread;
  const collect = runInNewContext('gc') as () => void;
  const { fetch, store } = overPort(port);
  const clock = () => Date.now() + ahead;
  const engine = createEngine(engineDeps({ fetch, store, clock }));
  collect();
  const heap: EngineHeap = { atStart: used(), peak: 0, peakInUse: 0, view: null };
  const sampling = setInterval(() => {
    heap.peak = Math.max(heap.peak, used());
  }, SAMPLE);
  const collecting = setInterval(() => {
    heap.peak = Math.max(heap.peak, used());
    collect();
    heap.peakInUse = Math.max(heap.peakInUse, used());
  }, COLLECT);
  const started = await engine.startBulkSync();
  if (!started.ok) throw new Error(started.failure.message);
  await engine.continueBulkSync(clock() + HOUR);
  clearInterval(sampling);
  clearInterval(collecting);
  heap.view = await engine.bulkSync();
  parentPort?.postMessage(heap);
  port.close();
}

function used(): number {
  return process.memoryUsage().heapUsed;
}

await main();
