import { SEED } from '../simulator/connectwise/seed.ts';
import { simulatedEngine } from '../support/simulated-engine.ts';
import type { Benchmark } from './benchmark.ts';

/** ConnectWise requests to confirm one unchanged customer with one agreement: budget 3. */
export const syncRequestsUnchanged: Benchmark = {
  name: 'sync.requests-unchanged',
  unit: 'count',
  async measure() {
    const value = await requestsToConfirm(SEED.companies.joeTvRepair);
    return {
      value,
      n: 1,
      note: 'Sync now of a customer that was synced a moment before: entries, additions of the agreement, configurations',
    };
  },
};

/** Syncs a company twice and counts the ConnectWise requests of the second, which finds nothing to write. */
export async function requestsToConfirm(companyId: number): Promise<number> {
  const { engine, simulator, store } = await simulatedEngine();
  try {
    await syncNow();
    const before = simulator.traffic.total;
    const run = await syncNow();
    if (run.counts.applied > 0) throw new Error('The second sync wrote something.');
    return simulator.traffic.exchanges
      .slice(before - simulator.traffic.total)
      .filter(({ url }) => url.includes('/apis/3.0/')).length;
  } finally {
    await store.close();
  }

  async function syncNow() {
    const started = await engine.syncNow(companyId);
    if (!started.ok) throw new Error(started.failure.message);
    await started.value.finished;
    const ended = await engine.run(started.value.runId);
    if (!ended.ok || ended.value.run.state !== 'done') throw new Error('The sync did not end well.');
    return ended.value.run;
  }
}
