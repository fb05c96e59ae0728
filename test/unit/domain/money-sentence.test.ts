import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { roundMoney } from '../../../lib/domain/billing.ts';
import type { Money } from '../../../lib/domain/change.ts';
import {
  cycleWords,
  formatAmount,
  formatUnitPrice,
  moneySentence,
  moneyTerms,
  moneyTotals,
  quantitiesSentence,
} from '../../../lib/domain/money-sentence.ts';
import { AGREEMENT } from '../../support/builders/domain-records.ts';

const USD = { symbol: '$', code: 'USD' };
const CHF = { symbol: '', code: 'CHF' };
const monthly = { currency: USD, cycle: 'Monthly' };
const plain = (text: string) => text.replaceAll('\u00a0', ' ');

describe('moneySentence', () => {
  it('shows what is billed now first, then what should be, with currency and cycle (W6)', () => {
    expect(moneySentence({ from: 123.6, to: 3806.4, ...monthly }, 'planned', 'en')).toBe(
      'Billed now $123.60, should be $3,806.40 a month (+$3,682.80)',
    );
  });

  it('shows after the write what was billed', () => {
    expect(moneySentence({ from: 123.6, to: 3806.4, ...monthly }, 'written', 'en')).toBe(
      'Billed now $3,806.40 a month, was $123.60 (+$3,682.80)',
    );
    expect(moneySentence({ from: 20, to: 5, ...monthly }, 'undo', 'en')).toBe(
      'Billed now $20.00, will be $5.00 a month (−$15.00)',
    );
  });

  it('shows that nothing changes on the bill', () => {
    expect(moneySentence({ from: 0, to: 0, ...monthly }, 'planned', 'en')).toBe('Billed $0.00 a month, no change');
  });

  it('shows no sign where the currency is not known, and numbers as the locale has them', () => {
    expect(moneySentence({ from: 1, to: 1234.5 }, 'planned', 'en')).toBe(
      'Billed now 1.00, should be 1,234.50 per billing cycle (+1,233.50)',
    );
    expect(moneySentence({ from: 1, to: 1234.5, currency: CHF, cycle: 'Quarterly' }, 'planned', 'de')).toBe(
      'Billed now CHF\u00a01,00, should be CHF\u00a01.234,50 a quarter (+CHF\u00a01.233,50)',
    );
  });

  it('parses back to the amounts that it was made of', () => {
    const amount = fc.integer({ min: 0, max: 1_000_000_000 }).map((cents) => cents / 100);
    const read = (text = '') => Number(text.replace('−', '-').replace(/[+$,]/g, ''));
    fc.assert(
      fc.property(amount, amount, (from, to) => {
        const text = moneySentence({ from, to, ...monthly }, 'planned', 'en');
        const parts = /^Billed now (\S+), should be (\S+) a month \((\S+)\)$/.exec(text);
        if (from === to) expect(read(/^Billed (\S+) a month/.exec(text)?.[1])).toBe(to);
        else expect(parts?.slice(1).map(read)).toEqual([from, to, roundMoney(to - from)]);
      }),
    );
  });
});

describe('cycleWords', () => {
  it.each([
    ['Monthly', 'a month'],
    ['monthly ', 'a month'],
    ['Quarterly', 'a quarter'],
    ['Semi-Annually', 'every six months'],
    ['Annual', 'a year'],
    ['Yearly', 'a year'],
    ['Weekly', 'a week'],
    ['Bi-Weekly', 'every two weeks'],
    ['Every 45 days', 'per billing cycle (Every 45 days)'],
    ['', 'per billing cycle'],
    [undefined, 'per billing cycle'],
  ])('%s is %s', (name, words) => {
    expect(cycleWords(name)).toBe(words);
  });
});

describe('amounts', () => {
  it('carry the sign of the currency, a word set apart', () => {
    expect(formatAmount(-3, USD, 'en')).toBe('−$3.00');
    expect(formatAmount(1.005, { symbol: '€', code: 'EUR' }, 'en')).toBe('€1.01');
    expect(plain(formatAmount(2, CHF, 'en'))).toBe('CHF 2.00');
    expect(plain(formatAmount(2, { symbol: 'Fr.', code: 'CHF' }, 'en'))).toBe('Fr. 2.00');
    expect(formatAmount(-0.001, undefined, 'en')).toBe('0.00');
  });

  it('have currency and cycle from the agreement', () => {
    expect(moneyTerms({ ...AGREEMENT, currency: USD })).toEqual(monthly);
    expect(moneyTerms({ billingCycle: null })).toEqual({});
    expect(moneyTerms(undefined)).toEqual({});
  });

  it('are added per currency and cycle, never across', () => {
    const amounts: Money[] = [
      { from: 1.1, to: 3.3, ...monthly },
      { from: 0, to: 10, currency: CHF, cycle: 'Monthly' },
      { from: 2.2, to: 3.3, currency: USD, cycle: 'monthly' },
      { from: 5, to: 4, currency: USD, cycle: 'Annual' },
    ];
    const totals = moneyTotals(amounts);
    expect(totals.map(({ from, to }) => [from, to])).toEqual([
      [3.3, 6.6],
      [0, 10],
      [5, 4],
    ]);
    expect(plain(quantitiesSentence({ count: 4, totals }, 'en'))).toBe(
      '4 quantities updated (+$3.30 a month, +CHF 10.00 a month, −$1.00 a year)',
    );
  });

  it('of a run are in its summary', () => {
    expect(quantitiesSentence({ count: 3, totals: [{ from: 100, to: 140.71, ...monthly }] }, 'en')).toBe(
      '3 quantities updated (+$40.71)',
    );
    expect(quantitiesSentence({ count: 1, totals: [] }, 'en')).toBe('1 quantity updated');
    expect(quantitiesSentence({ count: 8, created: 8, totals: [] }, 'en')).toBe('8 additions created');
    expect(quantitiesSentence({ count: 3, created: 1, totals: [] }, 'en')).toBe(
      '2 quantities updated, 1 addition created',
    );
  });
});

it('a unit price keeps its fractions of a cent', () => {
  expect(formatUnitPrice(0.0375, { symbol: '$', code: 'USD' }, 'en')).toBe('$0.0375');
  expect(formatUnitPrice(1.5, undefined, 'en')).toBe('1.50');
});
