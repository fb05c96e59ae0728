import type { Benchmark } from './benchmark.ts';
import { bulkSyncFleet } from './fleet/bulk-sync.ts';

const CUSTOMERS = 1000;
const LATENCY = 40;

/** 1,000 customers, 40 ms latency, no rate limit: budget 120 s. */
export const syncFleetTime: Benchmark = {
  name: 'sync.fleet-time',
  unit: 's',
  async measure() {
    const { seconds, requests, changed } = await bulkSyncFleet(CUSTOMERS, { latency: LATENCY });
    return {
      value: Math.round(seconds * 10) / 10,
      n: 1,
      note:
        `real time of a push of ${CUSTOMERS} customers, ${changed} records written: ${requests.connectWise} requests to ConnectWise and ` +
        `${requests.portal} to the portal, ${LATENCY} ms each and at most 4 at once to ConnectWise; engine, store (in memory) and both services in one process`,
    };
  },
};
