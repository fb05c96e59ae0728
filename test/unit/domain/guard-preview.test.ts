import { describe, expect, it } from 'vitest';
import type { JournalEntry } from '../../../lib/domain/change.ts';
import { previewLimits } from '../../../lib/domain/guard-preview.ts';

const LIMITS = { jumpPercent: 50, jumpUnits: 10, jumpMoney: 100 };

function entry(from: number, to: number, more: Partial<JournalEntry> = {}, lessIncluded = 0): JournalEntry {
  const price = 2;
  const billed = (quantity: number) => Math.max(0, quantity - lessIncluded) * price;
  return {
    id: `${from}-${to}`,
    runId: 'r',
    at: '2026-11-20T08:00:00.000Z',
    who: { member: 'bridge', browser: 'Chrome' },
    why: { kind: 'event' },
    change: {
      id: `${from}-${to}`,
      part: 'agreement-parts',
      resource: 'addition',
      op: 'update',
      ref: { companyId: 1, agreementId: 2, id: 3 },
      label: 'Addition',
      fields: [{ field: 'quantity', from, to }],
      preconditions: [{ field: 'lessIncluded', value: lessIncluded }],
      reason: 'The portal measures it.',
      money: { from: billed(from), to: billed(to), cycle: 'Monthly' },
    },
    state: 'applied',
    outcome: 'Written.',
    ...more,
  };
}

describe('what limits would have held', () => {
  it('is what is over the percentage and over one of the amounts, with its money', () => {
    const entries = [
      // 20 % more.
      entry(100, 120),
      // Three times as much, by 200 units.
      entry(100, 300),
      // Twice as much, but by 5 units and 10.00 only.
      entry(5, 10),
    ];
    expect(previewLimits(entries, LIMITS)).toEqual({
      changes: 3,
      held: 1,
      money: [{ from: 200, to: 600, cycle: 'Monthly' }],
    });
    expect(previewLimits(entries, { ...LIMITS, jumpPercent: 10 }).held).toBe(2);
    expect(previewLimits(entries, { ...LIMITS, jumpUnits: 1_000, jumpMoney: 1_000 }).held).toBe(0);
  });

  it('counts a change once that was held several times, and none that wrote nothing', () => {
    const held = entry(100, 300, { state: 'held', hold: 'approval' });
    const entries = [
      held,
      { ...held, id: 'again' },
      entry(100, 300, { noop: true }),
      entry(7, 900, { state: 'failed' }),
    ];
    expect(previewLimits(entries, LIMITS)).toMatchObject({ changes: 1, held: 1 });
  });

  it('looks at what is billed: more of what is included is no jump', () => {
    // 90 of 100 included: billed 10, then 15.
    expect(previewLimits([entry(100, 105, {}, 90)], LIMITS)).toMatchObject({ changes: 1, held: 0 });
    // Included as a whole before and after.
    expect(previewLimits([entry(10, 80, {}, 90)], LIMITS)).toMatchObject({ changes: 1, held: 0 });
  });

  it('leaves out what is no quantity of a sync', () => {
    const other = entry(1, 100);
    const fix = { ...other, change: { ...other.change, part: 'fix' as const } };
    const text = {
      ...other,
      change: { ...other.change, fields: [{ field: 'invoiceDescription', from: '', to: 'x' }] },
    };
    expect(previewLimits([fix, text], LIMITS)).toEqual({ changes: 0, held: 0, money: [] });
  });
});
