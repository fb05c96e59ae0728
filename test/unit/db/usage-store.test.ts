import { describe, expect, it } from 'vitest';
import type { MeasuredService } from '../../../lib/domain/quantity.ts';
import { SERVICES } from '../../../lib/domain/service.ts';
import { freshStore } from './fresh-store.ts';

const pair = { tenant: 'na.myconnectwise.net/acme', portal: 'x360recover axapi.axcient.com' };

function measured(quantity: number): MeasuredService[] {
  return SERVICES.slice(0, 1).map((service) => ({
    service,
    quantity,
    parts: [{ name: 'PC', accountId: '1', amount: quantity }],
    excluded: [],
    rounding: 'two-decimals',
  }));
}

describe('the store of usage', () => {
  it('keeps days by customer and month, of one connection', async () => {
    const store = (await freshStore()).forConnection(pair);
    await store.recordUsage('342', '2026-10-31', measured(1));
    await store.recordUsage('342', '2026-11-01', measured(2));
    await store.recordUsage('342', '2026-11-02', measured(3));
    await store.recordUsage('3421', '2026-11-02', measured(9));
    const quantities = async (of = store, since = '2026-10') =>
      (await of.usageMonths('342', since)).map(({ services }) => services['online-select']?.quantities);
    expect(await quantities()).toEqual([
      [...Array(30).fill(null), 1],
      [2, 3],
    ]);
    expect(await quantities(store, '2026-11')).toEqual([[2, 3]]);
    expect(await quantities(store.forConnection({ ...pair, tenant: 'other' }))).toEqual([]);
    await store.pruneUsage('2026-11');
    expect(await quantities()).toEqual([[2, 3]]);
  });
});
