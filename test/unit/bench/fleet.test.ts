import { describe, expect, it } from 'vitest';
import { bulkSyncFleet } from '../../bench/fleet/bulk-sync.ts';
import { compareFleet } from '../../bench/fleet/compare.ts';
import { overLeast } from '../../bench/sync-requests-fleet.ts';
import { compareWithNaive } from '../../bench/sync-vs-naive.ts';

const CUSTOMERS = 40;

describe('a bulk sync', () => {
  it('costs at most 1.15 times the requests that the API allows (budgets.md: sync.requests-fleet)', async () => {
    const synced = await bulkSyncFleet(CUSTOMERS, { keepRate: true });
    expect(synced.changed).toBeGreaterThan(2 * CUSTOMERS);
    expect(overLeast(synced)).toBeLessThanOrEqual(1.15);
  });

  it('costs hardly more than the lists of the resource API', async () => {
    const { requests, least, changed } = await bulkSyncFleet(CUSTOMERS, { keepRate: true });
    const byRecords = least.entries + least.additions + least.pages + changed;
    expect(requests.connectWise).toBeGreaterThanOrEqual(byRecords);
    expect(requests.connectWise / byRecords).toBeLessThanOrEqual(1.15);
  });

  it('needs a third of the requests of a straightforward client for the same result (budgets.md: sync.vs-naive)', async () => {
    const { ours, byRecord, byCustomer } = await compareWithNaive(CUSTOMERS);
    expect(byRecord / ours).toBeGreaterThanOrEqual(3);
    expect(byCustomer / ours).toBeGreaterThan(1.5);
  });
});

describe('a comparison of all customers', () => {
  it('reads whole tables: a request per 1,000 rows (budgets.md: fleet.read-requests)', async () => {
    const { requests, view } = await compareFleet(600);
    expect(view).toMatchObject({ source: 'reports', counts: { all: 600, 'not-linked': 0 } });
    // Entries 1,200, our additions 2,400, companies, agreements: 9 pages with the short ones that end them; and 5 set-up tables.
    expect(requests.connectWise).toBeLessThanOrEqual(16);
    expect(requests.portal).toBeLessThanOrEqual(3);
  });

  it('costs at most 1.15 times what the resource API needs without the right (budgets.md: fleet.fallback-ratio)', async () => {
    const { requests, view, least } = await compareFleet(200, { withoutReports: true });
    expect(view).toMatchObject({ source: 'records', sourceFailure: { code: 'missing-right' }, counts: { all: 200 } });
    expect(requests.connectWise / least).toBeLessThanOrEqual(1.15);
  });
});
