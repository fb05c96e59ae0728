import { describe, expect, it } from 'vitest';
import { fleetTotals } from '../../../../lib/domain/fleet-totals.ts';
import { customerRow } from '../../../support/builders/fleet.ts';

const usd = { symbol: '$', code: 'USD' };
const eur = { symbol: '€', code: 'EUR' };

describe('totals of money over all companies', () => {
  it('keep apart what is too little and too much, currencies and cycles, with the amount a year', () => {
    const rows = [
      customerRow('1', { difference: [{ from: 100, to: 130.5, currency: usd, cycle: 'Monthly' }] }),
      customerRow('2', { difference: [{ from: 50, to: 20, currency: usd, cycle: 'Monthly' }] }),
      customerRow('3', { difference: [{ from: 1, to: 2.25, currency: usd, cycle: 'Monthly' }] }),
      customerRow('4', { difference: [{ from: 0, to: 90, currency: usd, cycle: 'Quarterly' }] }),
      customerRow('5', { difference: [{ from: 7, to: 8, currency: eur, cycle: 'Monthly' }] }),
    ];
    expect(fleetTotals(rows)).toEqual([
      {
        // 30.50 + 1.25 a month, twelve times; 30 a month, twelve times.
        tooLittle: { perCycle: 31.75, perYear: 381 },
        tooMuch: { perCycle: 30, perYear: 360 },
        companiesTooLittle: 2,
        companiesTooMuch: 1,
        currency: usd,
        cycle: 'Monthly',
      },
      {
        tooLittle: { perCycle: 90, perYear: 360 },
        tooMuch: { perCycle: 0, perYear: 0 },
        companiesTooLittle: 1,
        companiesTooMuch: 0,
        currency: usd,
        cycle: 'Quarterly',
      },
      {
        tooLittle: { perCycle: 1, perYear: 12 },
        tooMuch: { perCycle: 0, perYear: 0 },
        companiesTooLittle: 1,
        companiesTooMuch: 0,
        currency: eur,
        cycle: 'Monthly',
      },
    ]);
  });

  it('count a company with two customers once', () => {
    const difference = [{ from: 0, to: 10, cycle: 'Monthly' }];
    const rows = [customerRow('1', { companyId: 9, difference }), customerRow('2', { companyId: 9, difference })];
    expect(fleetTotals(rows)).toMatchObject([{ tooLittle: { perCycle: 10, perYear: 120 }, companiesTooLittle: 1 }]);
  });

  it('name no amount a year for a cycle of unknown length, and no total where nothing differs', () => {
    const unknown = customerRow('342', { difference: [{ from: 0, to: 10, cycle: 'Per project' }] });
    const [total] = fleetTotals([unknown]);
    expect(total?.tooLittle).toEqual({ perCycle: 10 });
    expect(fleetTotals([customerRow('342', { difference: [{ from: 5, to: 5 }] }), customerRow('8')])).toEqual([]);
  });
});
