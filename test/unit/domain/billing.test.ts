import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  billedQuantityOf,
  billingOf,
  moneyEffect,
  roundMoney,
  shownQuantityToBill,
} from '../../../lib/domain/billing.ts';
import { billingPeriod } from '../../../lib/domain/billing-cycle.ts';
import { ADDITION, AGREEMENT } from '../../support/builders/domain-records.ts';

describe('billingOf', () => {
  it('usage below the allowance bills 0, no credit: setup-guides.md#figure-19, 150 included, nothing used, 0.50 each', () => {
    expect(billingOf({ quantity: 0, lessIncluded: 150, unitPrice: 0.5 })).toEqual({ billedQuantity: 0, amount: 0 });
    expect(shownQuantityToBill(0, 150)).toBe(-150);
  });

  it('setup-guides.md#2022-billing-2b: 31 GB with 25 included at 1.50', () => {
    expect(billingOf({ quantity: 31, lessIncluded: 25, unitPrice: 1.5 })).toEqual({ billedQuantity: 6, amount: 9 });
  });

  it('avoids binary fractions', () => {
    expect(billedQuantityOf(246.31, 0.01)).toBe(246.3);
    expect(Object.is(billedQuantityOf(25, 25), 0)).toBe(true);
  });

  it('billed is never negative, and is what exceeds the allowance', () => {
    const amount = fc.double({ min: -1e6, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(amount, amount, fc.double({ min: 0, max: 1e4, noNaN: true }), (quantity, lessIncluded, unitPrice) => {
        const billed = billingOf({ quantity, lessIncluded, unitPrice });
        expect(billed.billedQuantity).toBeGreaterThanOrEqual(0);
        expect(billed.amount).toBeGreaterThanOrEqual(0);
        expect(Math.abs(billed.billedQuantity - Math.max(0, quantity - lessIncluded))).toBeLessThan(1e-5);
      }),
    );
  });
});

describe('roundMoney', () => {
  it.each([
    [1.005, 1.01],
    [-1.005, -1.01],
    [2.344999, 2.34],
    [0.001, 0],
    [-0.001, 0],
    [1e-9, 0],
    [123456.785, 123456.79],
  ])('%s is %s', (amount, rounded) => {
    expect(Object.is(roundMoney(amount), rounded)).toBe(true);
  });
});

describe('moneyEffect', () => {
  it('is what the line costs before and after', () => {
    expect(moneyEffect({ ...ADDITION, quantity: 600 }, 640.5)).toEqual({ from: 225, to: 245.25 });
  });

  it('is nothing within the allowance, and only the excess above it', () => {
    expect(moneyEffect({ ...ADDITION, quantity: 0 }, 100)).toEqual({ from: 0, to: 0 });
    expect(moneyEffect({ ...ADDITION, quantity: 100 }, 160)).toEqual({ from: 0, to: 5 });
  });

  it('is nothing where the customer is not billed', () => {
    expect(moneyEffect({ ...ADDITION, billCustomer: 'NoCharge' }, 1000)).toEqual({ from: 0, to: 0 });
  });
});

describe('billingPeriod', () => {
  const period = (day: string, more = {}) => {
    const found = billingPeriod({ ...AGREEMENT, ...more }, day);
    return found && [found.first, found.last];
  };

  it.each([
    ['2026-11-20', ['2026-11-20', '2026-12-19']],
    ['2026-11-19', ['2026-10-20', '2026-11-19']],
    ['2010-07-25', ['2010-07-20', '2010-08-19']],
    ['2040-01-01', ['2039-12-20', '2040-01-19']],
  ])('of a monthly agreement at %s', (day, expected) => {
    expect(period(day)).toEqual(expected);
  });

  it.each([
    ['Weekly', ['2026-11-15', '2026-11-21']],
    ['Bi-Weekly', ['2026-11-08', '2026-11-21']],
    ['Quarterly', ['2026-09-20', '2026-12-19']],
    ['Semi-Annually', ['2026-06-20', '2026-12-19']],
    ['Annual', ['2025-12-20', '2026-12-19']],
  ])('of a %s agreement', (name, expected) => {
    expect(period('2026-11-21', { billingCycle: { id: 1, name } })).toEqual(expected);
  });

  it('is not guessed', () => {
    expect(period('2026-11-21', { billingCycle: { id: 1, name: 'Custom' } })).toBeUndefined();
    expect(period('2026-11-21', { nextInvoiceDate: undefined, startDate: undefined })).toBeUndefined();
  });
});
