import type { Benchmark } from './benchmark.ts';
import { compareFleet } from './fleet/compare.ts';
import { inWords } from './fleet/counted-fetch.ts';

const CUSTOMERS = 5000;
/** Milliseconds that each request to either side takes. */
const LATENCY = 40;

/** ConnectWise requests to compare 5,000 companies with the Reports API: budget 60. */
export const fleetReadRequests: Benchmark = {
  name: 'fleet.read-requests',
  unit: 'count',
  async measure() {
    const { requests } = await compareFleet(CUSTOMERS);
    return { value: requests.connectWise, n: 1, note: `${CUSTOMERS} companies. By path: ${inWords(requests)}` };
  },
};

/** The same with 40 ms a request: budget 20 s. */
export const fleetReadTime: Benchmark = {
  name: 'fleet.read-time',
  unit: 's',
  async measure() {
    const { seconds, requests } = await compareFleet(CUSTOMERS, { latency: LATENCY });
    const note = `${CUSTOMERS} companies, figures of the portal as the last 12 hours read them; ${requests.connectWise} requests to ConnectWise, ${requests.portal} to the portal, ${LATENCY} ms each`;
    return { value: Math.round(seconds * 10) / 10, n: 1, note };
  },
};

/** Requests without the right to reports ÷ the least of the resource API: budget 1.15. */
export const fleetFallbackRatio: Benchmark = {
  name: 'fleet.fallback-ratio',
  unit: 'ratio',
  async measure() {
    const { requests, least } = await compareFleet(CUSTOMERS, { withoutReports: true });
    const value = Math.round((requests.connectWise / least) * 1000) / 1000;
    return { value, n: 1, note: `${requests.connectWise} requests, least ${least}. By path: ${inWords(requests)}` };
  },
};
