import { runInNewContext } from 'node:vm';
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import type { BulkSyncView } from '../../../lib/domain/bulk-sync-view.ts';
import type { ConnectionPair } from '../../../lib/domain/connection-pair.ts';
import type { FleetView } from '../../../lib/domain/fleet.ts';
import { createEngine } from '../../../lib/sync/engine.ts';
import { engineDeps } from '../../support/engine-deps.ts';
import { overPort } from './over-port.ts';

/** What the thread is given. */
export interface EngineThread {
  /** Where services and store answer. */
  port: MessagePort;
  /** Milliseconds by which their clock is ahead of the real time. */
  ahead: number;
  /** What the store is bound to. */
  connection: ConnectionPair;
  work: 'bulk-sync' | 'comparison';
  /** Milliseconds after which the work is left as it is. */
  within: number;
}

/** What the thread reports at its end, in bytes of its own heap. */
export interface EngineHeap {
  /** With everything loaded, before the work. */
  atStart: number;
  /** The most that was seen, garbage not yet collected included. */
  peak: number;
  /** The most that was in use right after a collection, of those forced every five seconds. */
  peakInUse: number;
  /** The bulk sync at its end. */
  view: BulkSyncView | null;
  /** Of a comparison. */
  fleet?: FleetView;
}

const SAMPLE = 20;
const COLLECT = 5000;

/** The engine alone in a thread, as it is alone in the extension's worker: does its work once and reports how much heap that took. */
async function main(): Promise<void> {
  const { port, ahead, connection, work, within } = workerData as EngineThread;
  const collect = runInNewContext('gc') as () => void;
  const { fetch, store } = overPort(port, connection);
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
  const started = await (work === 'comparison' ? engine.compareFleet() : engine.startBulkSync());
  if (!started.ok) throw new Error(started.failure.message);
  await engine.continueBulkSync(clock() + within);
  if (work === 'comparison') {
    // What a page asks afterwards, of all rows, is part of it.
    const fleet = await engine.fleet({});
    if (!fleet.ok) throw new Error(fleet.failure.message);
    heap.fleet = fleet.value;
  } else heap.view = await engine.bulkSync();
  clearInterval(sampling);
  clearInterval(collecting);
  parentPort?.postMessage(heap);
  port.close();
}

function used(): number {
  return process.memoryUsage().heapUsed;
}

await main();
