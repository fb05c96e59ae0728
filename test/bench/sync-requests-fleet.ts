import type { Benchmark } from './benchmark.ts';
import { bulkSyncFleet, type FleetBulkSync } from './fleet/bulk-sync.ts';
import { inWords } from './fleet/counted-fetch.ts';

const CUSTOMERS = 1000;

/** Requests for a full sync of 1,000 customers ÷ the least that the API allows: budget 1.15. */
export const syncRequestsFleet: Benchmark = {
  name: 'sync.requests-fleet',
  unit: 'ratio',
  async measure() {
    const synced = await bulkSyncFleet(CUSTOMERS, { keepRate: true });
    const { least, changed, requests } = synced;
    return {
      value: Math.round(overLeast(synced) * 1000) / 1000,
      n: 1,
      note:
        `${requests.connectWise} requests to sync ${synced.customers} customers, of whom a day changed every one's figures, from a browser ` +
        `that was just connected, 600 a minute; least ${leastOf(synced)} = ${least.reports} pages of reports + ` +
        `${least.pages} pages of 1,000 of companies, agreements, configurations and set-up tables + ${changed} records that are other ` +
        `afterwards, a read and a write each; one list reads several of them. Without reports it would be ` +
        `${least.entries + least.additions + least.pages + changed}. By path: ${inWords(requests)}`,
    };
  },
};

/** Requests to ConnectWise ÷ the least that would have done. */
export function overLeast(synced: FleetBulkSync): number {
  return synced.requests.connectWise / leastOf(synced);
}

function leastOf({ least, changed }: FleetBulkSync): number {
  return least.reports + least.pages + 2 * changed;
}
