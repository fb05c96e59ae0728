import { describe, expect, it } from 'vitest';
import { bulkSyncInThread, compareInThread } from '../../bench/sync-memory.ts';

const CUSTOMERS = 12;

/** Megabytes vary; that the engine works in a thread of its own, with services and store in another one, does not. */
describe('the engine in a thread of its own', () => {
  it('syncs every customer (budgets.md: sync.memory)', async () => {
    const { view, peak, atStart } = await bulkSyncInThread({ customers: CUSTOMERS, variant: 'clean' });
    expect(view).toMatchObject({ state: 'done', total: CUSTOMERS });
    expect(peak).toBeGreaterThan(atStart);
  });

  it('compares every customer through the reports (budgets.md: fleet.memory-20000)', async () => {
    const { fleet, peak, atStart } = await compareInThread(CUSTOMERS);
    expect(fleet).toMatchObject({ source: 'reports', counts: { all: CUSTOMERS } });
    expect(peak).toBeGreaterThan(atStart);
  });
});
