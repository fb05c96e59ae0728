import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contains, isProrationOf, overlaps, periodOf } from '../../../lib/domain/addition-period.ts';
import { billingPeriod, cycleLength, invoicedUntil } from '../../../lib/domain/billing-cycle.ts';
import { addDays, type CalendarDay, nextDay } from '../../../lib/domain/calendar-day.ts';
import type { Agreement } from '../../../lib/domain/connectwise-records.ts';
import { AGREEMENT } from '../../support/builders/domain-records.ts';

const FROM = '2027-12-15';
const LENGTH = 120;
/** Around the turn of a year and a leap day. */
const days = Array.from({ length: LENGTH }, (_, index) => addDays(FROM, index));
const someDay = fc.integer({ min: 0, max: LENGTH - 1 }).map((index) => addDays(FROM, index));
const maybeDay = fc.option(someDay, { nil: undefined });
const date = (day: CalendarDay | undefined) => day && `${day}T00:00:00Z`;
const someLine = fc.record({ effective: maybeDay, cancelled: maybeDay }).map(({ effective, cancelled }) => ({
  ...(effective && { effectiveDate: date(effective) }),
  ...(cancelled && { cancelledDate: date(cancelled) }),
}));
const someAgreement = fc
  .record({ start: maybeDay, end: maybeDay, noEndingDateFlag: fc.boolean() })
  .map(({ start, end, noEndingDateFlag }): Agreement => {
    const { startDate: _, ...rest } = AGREEMENT;
    return {
      ...rest,
      noEndingDateFlag,
      ...(start && { startDate: `${start}T00:00:00Z` }),
      ...(end && { endDate: `${end}T00:00:00Z` }),
    };
  });

/** Whether a line is billed on a day, asked of its dates and its agreement's one by one. */
function isBilled(
  line: { effectiveDate?: string; cancelledDate?: string },
  agreement: Agreement,
  day: CalendarDay,
): boolean {
  const moment = `${day}T00:00:00Z`;
  if (line.effectiveDate && line.effectiveDate > moment) return false;
  if (line.cancelledDate && line.cancelledDate < moment) return false;
  if (agreement.startDate && agreement.startDate > moment) return false;
  return agreement.noEndingDateFlag || !agreement.endDate || agreement.endDate >= moment;
}

describe('periods', () => {
  it('no overlap is missed and none invented: a check of every single day agrees', () => {
    fc.assert(
      fc.property(someLine, someAgreement, someLine, someAgreement, someDay, (one, ofOne, other, ofOther, since) => {
        const shared = days.filter((day) => day >= since && isBilled(one, ofOne, day) && isBilled(other, ofOther, day));
        // Days after the last looked at count too where both ends are open.
        const [a, b] = [periodOf(one, ofOne), periodOf(other, ofOther)];
        const isLater = contains(a, '2100-01-01') && contains(b, '2100-01-01');
        expect(overlaps(a, b, since)).toBe(shared.length > 0 || isLater);
        expect(overlaps(b, a, since)).toBe(overlaps(a, b, since));
      }),
      { numRuns: 2000 },
    );
  });

  it('a child agreement bills only while its parents run', () => {
    const parent: Agreement = { ...AGREEMENT, id: 1, noEndingDateFlag: false, endDate: '2026-11-30T00:00:00Z' };
    const child: Agreement = {
      ...AGREEMENT,
      id: 2,
      parentAgreement: { id: 1, name: '' },
      startDate: '2026-02-01T00:00:00Z',
    };
    expect(periodOf({}, child, [parent, child])).toEqual({ from: '2026-02-01', until: '2026-11-30' });
    expect(periodOf({}, child, [child]).until).toBe('9999-12-31');
  });
});

describe('billing cycles', () => {
  const names = [
    'Weekly',
    'Bi-Weekly',
    'Monthly',
    'Monthly in advance',
    'Bi-Monthly',
    'Quarterly',
    'Semi-Annually',
    'Annually',
  ];

  it('each day lies in one cycle, and cycles follow each other without a gap', () => {
    const anchor = fc.integer({ min: -20_000, max: 20_000 }).map((index) => addDays(FROM, index));
    fc.assert(
      fc.property(fc.constantFrom(...names), maybeDay, anchor, someDay, (name, start, next, day) => {
        const agreement: Agreement = {
          ...AGREEMENT,
          startDate: `${start ?? next}T00:00:00Z`,
          nextInvoiceDate: `${next}T00:00:00Z`,
          billingCycle: { id: 1, name },
        };
        const cycle = billingPeriod(agreement, day);
        if (!cycle) throw new Error('no cycle');
        expect(contains({ from: cycle.first, until: cycle.last }, day)).toBe(true);
        expect(billingPeriod(agreement, cycle.first)).toEqual(cycle);
        expect(billingPeriod(agreement, cycle.last)).toEqual(cycle);
        expect(billingPeriod(agreement, nextDay(cycle.last))?.first).toBe(nextDay(cycle.last));
        // The next invoice is the first day of a cycle, wherever it lies.
        expect(billingPeriod(agreement, next)?.first).toBe(next);
      }),
      { numRuns: 1000 },
    );
  });

  it.each([
    // Started on the 31st; the next invoice is on the last day of a short month.
    ['2026-01-31', '2027-02-28', '2027-03-15', ['2027-02-28', '2027-03-30']],
    ['2026-01-31', '2027-02-28', '2027-05-01', ['2027-04-30', '2027-05-30']],
    ['2026-01-31', '2028-02-29', '2028-03-31', ['2028-03-31', '2028-04-29']],
    ['2026-01-28', '2027-02-28', '2027-03-29', ['2027-03-28', '2027-04-27']],
    ['2026-01-01', '2027-01-01', '2026-12-31', ['2026-12-01', '2026-12-31']],
    ['2026-01-01', '2027-01-01', '2027-01-01', ['2027-01-01', '2027-01-31']],
  ])('started %s, next invoice %s: the cycle of %s is %s', (start, next, day, expected) => {
    const agreement = { ...AGREEMENT, startDate: `${start}T00:00:00Z`, nextInvoiceDate: `${next}T00:00:00Z` };
    const cycle = billingPeriod(agreement, day);
    expect([cycle?.first, cycle?.last]).toEqual(expected);
  });

  it.each([
    ['Monthly - 1st', { months: 1 }],
    ['Monthly - 15th', { months: 1 }],
    ['Monthly in advance', { months: 1 }],
    ['Monthly (arrears)', { months: 1 }],
    ['MONTHLY – billed on the 1st of each month', { months: 1 }],
    ['Monthly on day 15, Net 30', { months: 1 }],
    ['Every month', { months: 1 }],
    ['Quarterly - 15th', { months: 3 }],
    ['Quarterly (Jan/Apr/Jul/Oct)', { months: 3 }],
    ['Every 3 months', { months: 3 }],
    ['Semi-Annual in advance', { months: 6 }],
    ['Annual - January', { months: 12 }],
    ['Annually, calendar year', { months: 12 }],
    ['Weekly - Monday', { days: 7 }],
    ['Bi-Weekly (prepaid)', { days: 14 }],
  ])('the length of %s is known by its name', (name, length) => {
    expect(cycleLength(name)).toEqual(length);
  });

  it.each([
    'Semi-Monthly',
    'Twice monthly',
    'Monthly, 1st and 15th',
    '3 Monthly',
    'Monthly x 3',
    'Annual contract, billed monthly',
    'Monthly (quarterly true-up)',
    'Project milestones',
    'Every 18 months',
    'Monthly - 45th',
    'Monthly - every other',
    'One time',
    '',
    undefined,
  ])('the length of %s is not guessed', (name) => {
    expect(cycleLength(name)).toBeUndefined();
  });

  it.each([
    // The invoice of November is made on the 25th: cycles begin on the 1st all the same.
    ['Monthly - 1st', '2026-01-01', '2026-11-25', ['2026-11-01', '2026-11-30']],
    ['Monthly - 15th', '2026-01-01', '2026-12-14', ['2026-11-15', '2026-12-14']],
    ['Quarterly - 15th', '2026-01-15', '2026-12-12', ['2026-09-15', '2026-12-14']],
    ['Monthly - 31st', '2026-01-31', '2026-11-30', ['2026-10-31', '2026-11-29']],
    ['Monthly (arrears)', '2026-01-01', '2026-11-30', ['2026-11-01', '2026-11-30']],
    ['Monthly - end of month', '2026-01-01', '2026-10-31', ['2026-11-01', '2026-11-30']],
    ['Monthly in arrears', '2026-01-01', '2026-12-01', ['2026-11-01', '2026-11-30']],
    ['Monthly in arrears', '2026-01-31', '2026-11-30', ['2026-10-31', '2026-11-29']],
    // The name gives no day: the next invoice does.
    ['Monthly', '2026-01-01', '2026-11-25', ['2026-10-25', '2026-11-24']],
  ])('%s, started %s, next invoice %s: 2026-11-21 lies in %s', (name, start, next, expected) => {
    const agreement: Agreement = {
      ...AGREEMENT,
      startDate: `${start}T00:00:00Z`,
      nextInvoiceDate: `${next}T00:00:00Z`,
      billingCycle: { id: 1, name },
    };
    const cycle = billingPeriod(agreement, '2026-11-21');
    expect([cycle?.first, cycle?.last]).toEqual(expected);
  });

  it.each(['0001-01-01', '9999-12-31'])('are not counted to %s, which means no date', (day) => {
    expect(billingPeriod(AGREEMENT, day)).toBeUndefined();
    for (const name of ['Monthly', 'Monthly - 15th', 'Monthly (arrears)']) {
      const agreement = { ...AGREEMENT, nextInvoiceDate: `${day}T00:00:00Z`, billingCycle: { id: 1, name } };
      expect(billingPeriod(agreement, '2026-11-21')).toBeUndefined();
    }
  });

  it('invoiced until: the day before the next invoice, wherever it is', () => {
    const until = (next: string) => invoicedUntil({ ...AGREEMENT, nextInvoiceDate: `${next}T00:00:00Z` });
    expect([until('2026-08-01'), until('2026-12-01'), until('2028-01-01')]).toEqual([
      '2026-07-31',
      '2026-11-30',
      '2027-12-31',
    ]);
    const { nextInvoiceDate: _, ...without } = AGREEMENT;
    expect(invoicedUntil(without)).toBeUndefined();
  });
});

describe('a proration line', () => {
  const monthly: Agreement = { ...AGREEMENT, nextInvoiceDate: '2026-12-01T00:00:00Z' };
  const line = (from?: string, until?: string) => ({
    ...(from && { effectiveDate: `${from}T00:00:00Z` }),
    ...(until && { cancelledDate: `${until}T00:00:00Z` }),
  });

  it.each([
    ['the rest of the month beside an open line', line('2026-11-17', '2026-11-30'), line('2026-01-01'), true],
    ['beside one without any date', line('2026-11-17', '2026-11-30'), line(), true],
    ['beside one that ends later', line('2026-11-17', '2026-11-30'), line('2026-01-01', '2026-12-31'), true],
    ['beside one that ends with it', line('2026-11-17', '2026-11-30'), line('2026-01-01', '2026-11-30'), true],
    ['both end within the cycle', line('2026-11-17', '2026-11-25'), line('2026-01-01', '2026-11-25'), true],
    ['beside one over the cycle alone', line('2026-11-17', '2026-11-30'), line('2026-11-01', '2026-11-30'), true],
    ['two short lines of one cycle', line('2026-11-17', '2026-11-30'), line('2026-11-10', '2026-11-30'), false],
    ['beside one that ends before it', line('2026-11-17', '2026-11-30'), line('2026-01-01', '2026-11-29'), false],
    ['ends before it begins', line('2026-11-17', '2026-11-10'), line('2026-01-01'), false],
    [
      'over months beside one that ends with it',
      line('2026-09-17', '2026-11-30'),
      line('2026-01-01', '2026-11-30'),
      false,
    ],
    ['beside one that begins with it', line('2026-11-17', '2026-11-30'), line('2026-11-17'), false],
    ['a complete cycle prorates nothing', line('2026-11-01', '2026-11-30'), line('2026-01-01'), false],
    ['ends before the cycle does', line('2026-11-17', '2026-11-29'), line('2026-01-01'), false],
    ['reaches into the next cycle', line('2026-11-17', '2026-12-31'), line('2026-01-01'), false],
    ['has no end', line('2026-11-17'), line('2026-01-01'), false],
    ['the standing line prorates nothing', line('2026-01-01'), line('2026-11-17', '2026-11-30'), false],
  ])('%s', (_, one, standing, expected) => {
    expect(isProrationOf(one, standing, monthly)).toBe(expected);
  });

  it('is known in every cycle, and not where the cycle is not', () => {
    const quarterly = { ...monthly, billingCycle: { id: 1, name: 'Quarterly' } };
    const annual = { ...monthly, billingCycle: { id: 1, name: 'Annual' } };
    expect(isProrationOf(line('2026-10-10', '2026-11-30'), line(), quarterly)).toBe(true);
    expect(isProrationOf(line('2026-10-10', '2026-10-31'), line(), quarterly)).toBe(false);
    expect(isProrationOf(line('2026-02-10', '2026-11-30'), line(), annual)).toBe(true);
    expect(isProrationOf(line('2026-11-17', '2026-11-30'), line(), { ...monthly, billingCycle: null })).toBe(false);
  });

  it('is known by its description, within one cycle, also where the cycle is not known', () => {
    const unknown = { ...monthly, billingCycle: { id: 9, name: 'Project milestones' } };
    const said = (text: string, until = '2026-11-25') => ({ ...line('2026-11-17', until), description: text });
    const standing = { ...line('2026-01-01'), description: 'Online Backup' };
    for (const agreement of [monthly, unknown]) {
      expect(isProrationOf(said('Proration for November'), standing, agreement)).toBe(true);
      expect(isProrationOf(said('Pro-rated add-on'), standing, agreement)).toBe(true);
      expect(isProrationOf({ ...said(''), invoiceDescription: 'Prorated' }, standing, agreement)).toBe(true);
      expect(isProrationOf(said('Not prorated'), standing, agreement)).toBe(false);
      expect(isProrationOf(said('Proration', '2027-03-31'), standing, agreement)).toBe(false);
      // The product has it on every line.
      expect(isProrationOf(said('Prorated'), { ...standing, description: 'Prorated' }, agreement)).toBe(false);
    }
    expect(isProrationOf({ ...line('2026-11-17'), description: 'Proration' }, standing, monthly)).toBe(false);
  });
});
