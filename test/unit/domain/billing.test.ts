import { describe, expect, it } from 'vitest';
import { billingOf, moneyEffect, quantityToBillOf, roundMoney } from '../../../lib/domain/billing.ts';
import { billingPeriod } from '../../../lib/domain/billing-cycle.ts';
import { ADDITION, AGREEMENT } from './samples.ts';

describe('billingOf', () => {
  it('S15 figure 19: 150 included, nothing used, 0.50 each', () => {
    expect(billingOf({ quantity: 0, lessIncluded: 150, unitPrice: 0.5 })).toEqual({
      quantityToBill: -150,
      extPrice: -75,
    });
  });

  it('S22 2b: 31 GB with 25 included at 1.50', () => {
    expect(billingOf({ quantity: 31, lessIncluded: 25, unitPrice: 1.5 })).toEqual({ quantityToBill: 6, extPrice: 9 });
  });

  it('keeps binary fractions out', () => {
    expect(quantityToBillOf(246.31, 0.01)).toBe(246.3);
    expect(Object.is(quantityToBillOf(25, 25), 0)).toBe(true);
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
