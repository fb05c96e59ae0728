import { describe, expect, it } from 'vitest';
import { guardJump, guardQuantity } from '../../../lib/domain/guard-rules.ts';
import { ADDITION, AGREEMENT, NOW } from '../../support/builders/domain-records.ts';

/** Guards × money, worked out by hand: over 50 % of the billed quantity, and over 10 units or 100 per billing cycle. */
describe('GUARD-JUMP by percent and money of the billed amount', () => {
  it.each([
    // quantity, less included, unit price, new quantity, held, why
    [1, 0, 20, 10, true, '9 units are few, but 180 more is over 100 (W15)'],
    [1, 0, 20, 6, false, '400 %, 5 units and exactly 100'],
    [1, 0, 20.01, 6, true, '100.05 is over 100'],
    [40, 0, 0.5, 400, true, '20 → 200 a cycle: 900 % and 180'],
    [40, 0, 0.5, 51, false, '27.5 % only'],
    [20, 0, 0.5, 30, false, 'exactly 50 %'],
    [20, 0, 0.5, 30.01, true, 'over 50 %, over 10 units'],
    [10, 0, 0.5, 20, false, 'exactly 10 units, and 5 in money'],
    [100, 0, 500, 149, false, '24,500 more, but 49 %'],
    [100, 0, 0.5, 49, true, 'down by 51 %'],
    [100, 0, 0.5, 50, false, 'down by 50 %'],
    [160, 150, 0.5, 166, false, 'billed 10 → 16: 60 %, 6 units, 3 in money'],
    [160, 150, 0.5, 171, true, 'billed 10 → 21, although the total grows by 7 %'],
    [160, 150, 10, 171, true, 'billed 10 → 21'],
    [160, 150, 0.5, 140, false, 'billed 10 → 0: 10 units'],
    [100, 150, 20, 160, true, 'billed 0 → 10: 200 in money'],
    [100, 150, 0.5, 160, false, 'billed 0 → 10: 5 in money'],
    [100, 150, 20, 149, false, 'within the allowance'],
    [0, 0, 20, 5_000, false, 'the first quantity'],
    [0, 150, 20, 5_000, false, 'the first quantity, some of it included'],
  ])('%d, %d included, at %d becomes %d: held %s, for %s', (quantity, lessIncluded, unitPrice, to, held) => {
    const guard = guardJump({ quantity, lessIncluded, unitPrice, billCustomer: 'Billable' }, to);
    expect(guard?.code).toBe(held ? 'GUARD-JUMP' : undefined);
  });

  it('counts no money where the customer is not billed', () => {
    const line = { quantity: 1, lessIncluded: 0, unitPrice: 20 };
    expect(guardJump({ ...line, billCustomer: 'NoCharge' }, 10)).toBeUndefined();
    expect(guardJump({ ...line, billCustomer: 'DoNotBill' }, 12)?.code).toBe('GUARD-JUMP');
  });

  it('uses the limits of the settings', () => {
    const line = { quantity: 100, lessIncluded: 0, unitPrice: 1 };
    expect(guardJump(line, 120, { jumpPercent: 10, jumpUnits: 1_000, jumpMoney: 19 })?.code).toBe('GUARD-JUMP');
    expect(guardJump(line, 120, { jumpPercent: 10, jumpUnits: 1_000, jumpMoney: 20 })).toBeUndefined();
    expect(guardJump(line, 120, { jumpPercent: 20, jumpUnits: 0, jumpMoney: 0 })).toBeUndefined();
  });

  it('names the limits that were exceeded', () => {
    expect(guardJump({ quantity: 1, lessIncluded: 0, unitPrice: 20 }, 10)?.message).toBe(
      'The billed quantity would go from {1} to {10}: more than {50} % and more than 100.00 per billing cycle.',
    );
    expect(guardJump({ quantity: 1, lessIncluded: 0, unitPrice: 1 }, 12)?.message).toBe(
      'The billed quantity would go from {1} to {12}: more than {50} % and more than {10} units.',
    );
  });

  it('a first quantity that charges invoiced periods is GUARD-INVOICED’s', () => {
    const first = { addition: { ...ADDITION, quantity: 0 }, services: [], agreement: AGREEMENT, now: NOW, to: 5_000 };
    expect(guardQuantity(first)?.code).toBe('GUARD-INVOICED');
  });
});
