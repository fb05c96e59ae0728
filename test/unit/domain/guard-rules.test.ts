import { describe, expect, it } from 'vitest';
import {
  guardInvoiced,
  guardJump,
  guardPrice,
  guardQuantity,
  guardUnit,
  guardZero,
} from '../../../lib/domain/guard-rules.ts';
import { ADDITION, AGREEMENT, NOW } from '../../support/builders/domain-records.ts';

const storage = [{ id: 'online-bdr' as const, unit: 'GB' as const }];
const change = { addition: ADDITION, services: storage, agreement: AGREEMENT, now: NOW };

describe('guardQuantity', () => {
  it('allows an ordinary change', () => {
    expect(guardQuantity({ ...change, to: 650 })).toBeUndefined();
  });

  it('names the most severe first', () => {
    const many = { ...change, addition: { ...ADDITION, uom: 'Hour' } };
    expect(guardQuantity({ ...many, to: 0 })?.code).toBe('GUARD-UNIT');
    expect(guardQuantity({ ...change, to: 0 })?.code).toBe('GUARD-ZERO');
    expect(guardQuantity({ ...change, to: 2000 })?.code).toBe('GUARD-JUMP');
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -1])('never allows %d', (to) => {
    for (const quantity of [0, 600]) {
      const guard = guardQuantity({ ...change, addition: { ...ADDITION, quantity }, to });
      expect(guard).toEqual({ code: 'GUARD-INCOMPLETE', message: `The new quantity is no valid number: ${to}.` });
    }
  });

  it('uses the limits of the settings', () => {
    expect(
      guardQuantity({ ...change, to: 700, limits: { jumpPercent: 5, jumpUnits: 10, jumpMoney: 1_000 } })?.code,
    ).toBe('GUARD-JUMP');
  });
});

describe('guardUnit', () => {
  it.each(['Each', 'each', '', undefined, 'GB', 'GiB'])('allows storage by %s', (uom) => {
    expect(guardUnit(uom, storage)).toBeUndefined();
  });

  it.each(['TB', 'Hour', 'Mailbox', 'Server'])('holds storage by %s', (uom) => {
    const guard = guardUnit(uom, storage);
    expect(guard?.code).toBe('GUARD-UNIT');
    expect(guard?.message).toContain(`“${uom}”`);
  });

  it('holds counts by the gigabyte, and allows them by the device', () => {
    expect(guardUnit('GB', [{ unit: 'count' }])?.code).toBe('GUARD-UNIT');
    expect(guardUnit('Devices', [{ unit: 'count' }])).toBeUndefined();
    expect(guardUnit('Users', [{ unit: 'mailboxes' }])).toBeUndefined();
  });
});

describe('the other guards', () => {
  it('usage below the allowance is normal and written: no guard holds it', () => {
    const unbilled = { ...change, addition: { ...ADDITION, quantity: 140 } };
    expect(guardQuantity({ ...unbilled, to: 120 })).toBeUndefined();
    expect(guardQuantity({ ...unbilled, to: 0 })).toBeUndefined();
    // The first quantity of a line that reaches back over invoiced periods, all of it included.
    expect(guardQuantity({ ...change, addition: { ...ADDITION, quantity: 0 }, to: 9 })).toBeUndefined();
  });

  it('GUARD-ZERO: a drop to zero of what was billed, not a zero that was one', () => {
    const zero = (quantity: number, to: number, lessIncluded = 0) => guardZero({ quantity, lessIncluded }, to)?.code;
    expect(zero(3, 0)).toBe('GUARD-ZERO');
    expect(zero(151, 0, 150)).toBe('GUARD-ZERO');
    expect(zero(0, 0)).toBeUndefined();
    expect(zero(3, 1)).toBeUndefined();
    expect(zero(150, 0, 150)).toBeUndefined();
  });

  it.each([
    [100, 150, undefined],
    [100, 150.01, 'GUARD-JUMP'],
    [100, 49.99, 'GUARD-JUMP'],
    [10, 20, undefined],
    [10, 20.5, 'GUARD-JUMP'],
    [0, 10.5, undefined],
  ])('GUARD-JUMP: from %s to %s is %s', (from, to, code) => {
    expect(guardJump({ quantity: from, lessIncluded: 0 }, to)?.code).toBe(code);
  });

  it('GUARD-INVOICED: the first quantity of a line that is effective since an invoiced period', () => {
    const first = { ...change, addition: { ...ADDITION, quantity: 0 }, to: 200 };
    expect(guardInvoiced({ ...first, addition: { ...ADDITION, quantity: -5 } })?.code).toBe('GUARD-INVOICED');
    expect(guardInvoiced(first)).toMatchObject({
      code: 'GUARD-INVOICED',
      message: expect.stringContaining('2010-07-20'),
    });
    expect(
      guardInvoiced({ ...first, addition: { ...first.addition, effectiveDate: '2026-12-20T00:00:00Z' } }),
    ).toBeUndefined();
    expect(guardInvoiced({ ...first, addition: ADDITION })).toBeUndefined();
  });

  it.each([
    // Next invoice, effective, the day up to which the message says it is invoiced; undefined: not held.
    ['months behind, without invoices', '2026-08-20', '2026-08-19', '2026-08-19'],
    ['months behind, without invoices', '2026-08-20', '2026-08-20', undefined],
    ['months behind, before the current cycle', '2026-08-20', '2026-10-20', undefined],
    ['next month', '2026-12-20', '2026-12-19', '2026-12-19'],
    ['next month', '2026-12-20', '2026-12-20', undefined],
    ['a year ahead, billed in advance', '2027-11-20', '2026-11-20', '2027-11-19'],
    ['a year ahead, billed in advance', '2027-11-20', '2027-11-20', undefined],
    ['over the end of a year', '2027-01-01', '2026-12-31', '2026-12-31'],
    ['over the end of a year', '2027-01-01', '2027-01-01', undefined],
  ])('GUARD-INVOICED: invoiced until the day before the next invoice, %s (%s), line from %s', (_, next, day, until) => {
    const agreement = { ...AGREEMENT, nextInvoiceDate: `${next}T00:00:00Z` };
    const addition = { ...ADDITION, quantity: 0, effectiveDate: `${day}T00:00:00Z` };
    const guard = guardInvoiced({ addition, to: 200, agreement, now: NOW });
    expect(guard?.message).toEqual(until && expect.stringContaining(`invoiced until {${until}}`));
    // The cycle's length and the time do not matter.
    const annual = { ...agreement, billingCycle: { id: 1, name: 'Annual' } };
    expect(guardInvoiced({ addition, to: 200, agreement: annual })?.code).toBe(guard?.code);
  });

  it('GUARD-INVOICED: a next invoice date that could not be read holds the first quantity, whatever day it is from', () => {
    const { nextInvoiceDate: _, ...rest } = AGREEMENT;
    const agreement = { ...rest, nextInvoiceDateUnread: true as const };
    for (const day of ['2026-08-20', '2026-12-20']) {
      const addition = { ...ADDITION, quantity: 0, effectiveDate: `${day}T00:00:00Z` };
      expect(guardInvoiced({ addition, to: 200, agreement, now: NOW })).toEqual({
        code: 'GUARD-INVOICED',
        message: expect.stringContaining('could not be read'),
      });
      // A later quantity only reaches the coming invoice.
      expect(guardInvoiced({ addition: { ...addition, quantity: 5 }, to: 200, agreement, now: NOW })).toBeUndefined();
    }
  });

  it('GUARD-INVOICED: without a next invoice date by the start of the current cycle, in the tenant’s zone', () => {
    const { nextInvoiceDate: _, ...agreement } = AGREEMENT;
    const addition = { ...ADDITION, quantity: 0, effectiveDate: '2026-11-19T00:00:00Z' };
    const at = (now: string, timeZone?: string) =>
      guardInvoiced({ addition, to: 200, agreement, now: Date.parse(now), timeZone })?.code;
    expect(at('2026-11-19T23:59:00Z')).toBeUndefined();
    expect(at('2026-11-20T00:00:00Z')).toBe('GUARD-INVOICED');
    expect(at('2026-11-20T04:59:00Z', 'America/New_York')).toBeUndefined();
    expect(at('2026-11-20T05:00:00Z', 'America/New_York')).toBe('GUARD-INVOICED');
    expect(guardInvoiced({ addition, to: 200, agreement })).toBeUndefined();
    expect(
      guardInvoiced({ addition, to: 200, agreement: { ...agreement, billingCycle: null }, now: NOW }),
    ).toBeUndefined();
  });

  it('GUARD-PRICE: holds what a sync never writes', () => {
    const field = (name: string) => ({ field: name, from: 1, to: 2 });
    expect(guardPrice([field('quantity'), field('invoiceDescription')])).toBeUndefined();
    expect(guardPrice([field('quantity'), field('unitPrice'), field('product')])).toMatchObject({
      code: 'GUARD-PRICE',
      message: expect.stringContaining('unitPrice, product'),
    });
  });
});
