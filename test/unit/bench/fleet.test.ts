import { describe, expect, it } from 'vitest';
import { bulkSyncFleet } from '../../bench/fleet/bulk-sync.ts';
import { overLeast } from '../../bench/sync-requests-fleet.ts';
import { compareWithNaive } from '../../bench/sync-vs-naive.ts';

const CUSTOMERS = 40;

describe('a bulk sync', () => {
  it('costs at most 1.15 times the requests that the API allows (budgets.md: sync.requests-fleet)', async () => {
    const synced = await bulkSyncFleet(CUSTOMERS, { keepRate: true });
    expect(synced.changed).toBeGreaterThan(2 * CUSTOMERS);
    expect(overLeast(synced)).toBeGreaterThanOrEqual(1);
    expect(overLeast(synced)).toBeLessThanOrEqual(1.15);
  });

  it('needs a third of the requests of a straightforward client for the same result (budgets.md: sync.vs-naive)', async () => {
    const { ours, byRecord, byCustomer } = await compareWithNaive(CUSTOMERS);
    expect(byRecord / ours).toBeGreaterThanOrEqual(3);
    expect(byCustomer / ours).toBeGreaterThan(1.5);
  });
});
