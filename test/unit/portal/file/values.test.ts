import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { customerNumber } from '../../../../lib/portal/file/reading/customer-number.ts';
import { orderEvidence, readDate, readMonth, readSerial } from '../../../../lib/portal/file/reading/dates.ts';
import { markEvidence, readNumber } from '../../../../lib/portal/file/reading/numbers.ts';
import { readSize } from '../../../../lib/portal/file/reading/sizes.ts';

describe('a number', () => {
  it.each([
    ['1234', 1234, 1234],
    ['0', 0, 0],
    ['1,234', 1234, 1.234],
    ['1.234', 1.234, 1234],
    ['1,234.5', 1234.5, undefined],
    ['1.234,5', undefined, 1234.5],
    ['12,34', undefined, 12.34],
    ['1 234,5', undefined, 1234.5],
    ['1\u202f234\u00a0567', undefined, undefined],
    ['1\u202f234\u202f567', 1_234_567, 1_234_567],
    ["1'234'567.8", 1_234_567.8, undefined],
    ['1,234,56', undefined, undefined],
    ['1234,567.8', undefined, undefined],
    ['-1', undefined, undefined],
    ['1e5', undefined, undefined],
    ['1.23E+11', undefined, undefined],
    ['abc', undefined, undefined],
    ['', undefined, undefined],
    ['.5', undefined, undefined],
    ['9007199254740993', undefined, undefined],
    ['1'.repeat(70), undefined, undefined],
  ])('%j is %s with a decimal point and %s with a decimal comma', (text, point, comma) => {
    expect([readNumber(text, 'point'), readNumber(text, 'comma')]).toEqual([point, comma]);
  });

  it.each([
    [['1', '20', '300'], 'either'],
    [['1,234', '20'], 'unclear'],
    [['1,234', '0.5'], 'point'],
    [['1.234', '0,5'], 'comma'],
    [['1.5', '1,5'], 'mixed'],
    [['abc', ''], 'either'],
  ])('in a column of %j has a mark that is %s', (texts, evidence) => {
    expect(markEvidence(texts)).toBe(evidence);
  });

  it('that is whole shows by that which mark is between thousands', () => {
    expect([markEvidence(['1,234'], true), markEvidence(['1.234'], true)]).toEqual(['point', 'comma']);
  });

  it('of a column is never read as another one, whatever country wrote it', () => {
    const written = fc.constantFrom('en-US', 'de-DE', 'fr-FR', 'de-CH', 'en-IN', 'sv-SE');
    const amounts = fc.array(fc.double({ min: 0, max: 1e9, noNaN: true }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(written, fc.boolean(), amounts, (locale, useGrouping, values) => {
        const format = new Intl.NumberFormat(locale, { maximumFractionDigits: 3, useGrouping });
        const texts = values.map((one) => format.format(one));
        const evidence = markEvidence(texts);
        if (evidence !== 'point' && evidence !== 'comma' && evidence !== 'either') return;
        const isComma = format.formatToParts(1.5).some(({ value }) => value === ',');
        for (const [index, text] of texts.entries()) {
          const read = readNumber(text, evidence === 'comma' ? 'comma' : 'point');
          // Groups of two digits, as in India, are no number; that is an error, not another number.
          if (read === undefined) expect(locale).toBe('en-IN');
          else expect(read).toBeCloseTo(Number((values[index] ?? 0).toFixed(3)), 2);
        }
        if (evidence !== 'either') expect(evidence).toBe(isComma ? 'comma' : 'point');
      }),
      { numRuns: 2_000 },
    );
  });

  it('is read in time that grows with its length alone: otherwise this never ends', () => {
    const hostile = [`${'1'.repeat(500_000)}x`, `${'1,111'.repeat(200_000)}.`, ' '.repeat(1_000_000)];
    for (const text of hostile) {
      expect(readNumber(text, 'point')).toBeUndefined();
      expect(readSize(text, 'comma', 'GB')).toBeUndefined();
      expect(readDate(text, 'day-first')).toBeUndefined();
    }
  });
});

describe('a size', () => {
  it.each([
    ['12.5', 'GB', 12_500_000_000],
    ['12.5', 'GiB', 13_421_772_800],
    ['12.5 GB', undefined, 12_500_000_000],
    ['12.5GB', 'MB', 12_500_000_000],
    ['512 MB', 'GiB', 536_870_912],
    ['1 KiB', 'GB', 1024],
    ['100', 'bytes', 100],
    ['100', undefined, undefined],
    ['12 parsecs', 'GB', undefined],
    ['9999999 TB', undefined, undefined],
  ] as const)('of %j in a column of %s is %s bytes', (text, unit, bytes) => {
    expect(readSize(text, 'point', unit)).toBe(bytes);
  });
});

describe('a date', () => {
  it.each([
    ['2026-05-31', '2026-05-31T00:00:00.000Z', '2026-05-31T00:00:00.000Z'],
    ['2026/5/1 13:05', '2026-05-01T13:05:00.000Z', '2026-05-01T13:05:00.000Z'],
    ['2026-05-31T02:00:00+02:00', '2026-05-31T00:00:00.000Z', '2026-05-31T00:00:00.000Z'],
    ['04/02/2009', '2009-02-04T00:00:00.000Z', '2009-04-02T00:00:00.000Z'],
    ['31.12.2026 23:59', '2026-12-31T23:59:00.000Z', undefined],
    ['12/31/2026 1:05 PM', undefined, '2026-12-31T13:05:00.000Z'],
    ['12/31/2026 12:05 am', undefined, '2026-12-31T00:05:00.000Z'],
    ['12/31/2026 13:05 pm', undefined, undefined],
    ['30/02/2026', undefined, undefined],
    ['31/12/26', undefined, undefined],
    ['46023', '2026-01-01T00:00:00.000Z', '2026-01-01T00:00:00.000Z'],
    ['46023.5', '2026-01-01T12:00:00.000Z', '2026-01-01T12:00:00.000Z'],
    ['12', undefined, undefined],
    ['tomorrow', undefined, undefined],
  ])('%j is %s with the day first and %s with the month first', (text, dayFirst, monthFirst) => {
    expect([readDate(text, 'day-first'), readDate(text, 'month-first')]).toEqual([dayFirst, monthFirst]);
  });

  it.each([
    [['04/02/2009'], 'unclear'],
    [['04/02/2009', '31/01/2009'], 'day-first'],
    [['04/02/2009', '01/31/2009'], 'month-first'],
    [['01/31/2009', '31/01/2009'], 'mixed'],
    [['05/05/2009', '2009-04-02', '46023'], 'either'],
  ])('in a column of %j has an order that is %s', (texts, evidence) => {
    expect(orderEvidence(texts)).toBe(evidence);
  });

  it('of a spreadsheet counts from 1900, or from 1904', () => {
    expect(readSerial(46_023)).toBe('2026-01-01T00:00:00.000Z');
    expect(readSerial(46_023 - 1_462, true)).toBe('2026-01-01T00:00:00.000Z');
    expect(readSerial(17)).toBeUndefined();
  });

  it('may be a month', () => {
    expect(['2026-05', '2026/5', '2026-05-17', '2026-13', 'May'].map((one) => readMonth(one, undefined))).toEqual([
      '2026-05',
      '2026-05',
      '2026-05',
      undefined,
      undefined,
    ]);
  });
});

describe('a customer id', () => {
  it('is the number of the file, or one made of its text, always the same', () => {
    expect(customerNumber('342', false)).toBe('342');
    expect(customerNumber('EFS-342', true)).toBe('342');
    expect(customerNumber('Eddie’s TV', true)).toBeUndefined();
    expect(customerNumber('', false)).toBeUndefined();
    const made = customerNumber('Eddie’s TV Repair', false);
    expect(made).toMatch(/^[1-9]\d{14,15}$/);
    expect(customerNumber(' eddie’s  tv repair ', false)).toBe(made);
    expect(customerNumber('Joe TV Repair', false)).not.toBe(made);
    // Not the number of a customer 342: nobody said that it is one.
    expect(customerNumber('EFS-342', false)).not.toBe('342');
  });
});
