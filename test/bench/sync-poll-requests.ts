import { isComputer } from '../simulator/portal/x360-records.ts';
import type { PortalName } from '../support/engine-deps.ts';
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

/**
 * The same of x360Recover, which has no event log: the list of clients and one request per 500 devices, budget
 * 1 + devices ÷ 500 beside the list.
 */
export const syncPollRequestsX360: Benchmark = {
  name: 'sync.poll-requests-x360',
  unit: 'count',
  async measure() {
    const { portal, connectWise, devices } = await requestsOfQuietPoll(CUSTOMERS, 'x360recover');
    return {
      value: portal,
      n: 1,
      note: `a poll over ${CUSTOMERS} clients with ${devices} devices, nothing changed since the one before: the list of clients and ${portal - 1} more, at most ${mostOfX360(devices) - 1}; ${connectWise} requests to ConnectWise beside`,
    };
  },
};

/** As many as a poll of x360Recover may send: the list of clients, and 1 + devices ÷ 500 beside it. */
export function mostOfX360(devices: number): number {
  return 1 + 1 + Math.floor(devices / 500);
}

/** Polls until nothing is new, and counts the requests of one more. */
export async function requestsOfQuietPoll(
  customers: number,
  source: PortalName = 'efs-portal',
): Promise<{ portal: number; connectWise: number; devices: number }> {
  const requests = noRequests();
  const { engine, simulator, store } = await simulatedEngine({ customers, traffic: { file: null, keep: 0 } }, source, {
    through: (inner) => countedFetch(inner, requests),
  });
  try {
    for (const account of simulator.portal.accounts.values()) delete account.schedule;
    await pollAll(engine);
    Object.assign(requests, noRequests());
    const polled = await engine.poll();
    if (!polled.ok) throw new Error(polled.failure.message);
    if (polled.value.newEvents > 0) throw new Error(`${polled.value.newEvents} events came in between.`);
    const devices = [...simulator.portal.accounts.values()].filter(isComputer).length;
    return { portal: requests.portal, connectWise: requests.connectWise, devices };
  } finally {
    await store.close();
  }
}
