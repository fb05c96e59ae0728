import { describe, expect, it } from 'vitest';
import { requestsToConfirm } from '../../../bench/sync-requests-unchanged.ts';
import { SEED } from '../../../simulator/connectwise/seed.ts';

describe('confirming an unchanged customer', () => {
  it('costs at most three ConnectWise requests (budgets.md: sync.requests-unchanged)', async () => {
    const requests = await requestsToConfirm(SEED.companies.joeTvRepair);
    expect(requests).toBeGreaterThan(0);
    expect(requests).toBeLessThanOrEqual(3);
  });
});
