import { simulatedEngine } from '../support/simulated-engine.ts';
import type { Benchmark } from './benchmark.ts';
import { countedFetch, noRequests } from './fleet/counted-fetch.ts';
import { pollAll } from './fleet/poll-all.ts';

const CUSTOMERS = 1000;

/** Portal requests of one poll with nothing new, 1,000 customers, EFS portal: budget 2. */
export const syncPollRequests: Benchmark = {
  name: 'sync.poll-requests',
  unit: 'count',
  async measure() {
    const { portal, connectWise } = await requestsOfQuietPoll(CUSTOMERS);
    return {
      value: portal,
      n: 1,
      note: `a poll over ${CUSTOMERS} customers, no event since the one before; ${connectWise} requests to ConnectWise beside`,
    };
  },
};

/** Polls until nothing is new, and counts the requests of one more. */
export async function requestsOfQuietPoll(customers: number): Promise<{ portal: number; connectWise: number }> {
  const requests = noRequests();
  const { engine, simulator, store } = await simulatedEngine(
    { customers, traffic: { file: null, keep: 0 } },
    'efs-portal',
    { through: (inner) => countedFetch(inner, requests) },
  );
  try {
    for (const account of simulator.portal.accounts.values()) delete account.schedule;
    await pollAll(engine);
    Object.assign(requests, noRequests());
    const polled = await engine.poll();
    if (!polled.ok) throw new Error(polled.failure.message);
    if (polled.value.newEvents > 0) throw new Error(`${polled.value.newEvents} events came in between.`);
    return requests;
  } finally {
    await store.close();
  }
}
