import { describe, expect, it } from 'vitest';
import type { MeasuredService } from '../../../lib/domain/quantity.ts';
import { SERVICES } from '../../../lib/domain/service.ts';
import { type UsageMonth, usageDays, usageSeries, withDay } from '../../../lib/domain/usage-history.ts';

const [SELECT] = SERVICES;

function measured(quantity: number, ...accounts: [id: string, amount: number][]): MeasuredService {
  if (!SELECT) throw new Error('There is no service.');
  return {
    service: SELECT,
    quantity,
    parts: accounts.map(([accountId, amount]) => ({ name: `PC-${accountId}`, accountId, amount })),
    excluded: [],
    rounding: 'two-decimals',
  };
}

const november: UsageMonth = { month: '2026-11', services: {} };

describe('the history of usage', () => {
  it('keeps a value a day per service and account; the last of a day counts', () => {
    const first = withDay(november, '2026-11-02', [measured(5, ['1', 5])]);
    const second = withDay(first, '2026-11-02', [measured(7, ['1', 4], ['2', 3])]);
    const third = withDay(second, '2026-11-04', [measured(3, ['2', 3])]);
    expect(third.services['online-select']).toEqual({
      title: 'Select Online Backup Storage',
      unit: 'GB',
      quantities: [null, 7, null, 3],
      accounts: {
        '1': { name: 'PC-1', amounts: [null, 4, null, null] },
        '2': { name: 'PC-2', amounts: [null, 3, null, 3] },
      },
    });
  });

  it('is the same object where a day says nothing new', () => {
    const first = withDay(november, '2026-11-02', [measured(5, ['1', 5])]);
    expect(withDay(first, '2026-11-02', [measured(5, ['1', 5.0001])])).toBe(first);
    expect(withDay(first, '2026-11-02', [])).toBe(first);
    expect(withDay(first, '2026-11-02', [measured(5, ['2', 5])])).not.toBe(first);
  });

  it('joins months, with gaps where nothing was measured, and the largest account of today first', () => {
    const october = withDay({ month: '2026-10', services: {} }, '2026-10-31', [measured(9, ['1', 9])]);
    const then = withDay(november, '2026-11-02', [measured(7, ['1', 2], ['2', 5])]);
    const days = usageDays(Date.UTC(2026, 10, 2, 23), 4);
    expect(days).toEqual(['2026-10-30', '2026-10-31', '2026-11-01', '2026-11-02']);
    expect(usageSeries([then, october], days)).toEqual([
      {
        id: 'online-select',
        title: 'Select Online Backup Storage',
        unit: 'GB',
        quantities: [null, 9, null, 7],
        accounts: [
          { id: '2', name: 'PC-2', amounts: [null, null, null, 5] },
          { id: '1', name: 'PC-1', amounts: [null, 9, null, 2] },
        ],
      },
    ]);
    expect(usageSeries([], days)).toEqual([]);
  });
});
