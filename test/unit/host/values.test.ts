import { describe, expect, it } from 'vitest';
import { readDate, readNumber } from '../../../lib/host/read/values.ts';

describe('readNumber', () => {
  it.each([
    ['0.50', null, 0.5],
    ['-150', null, -150],
    ['−75.00', null, -75],
    ['$1,234.50', null, 1234.5],
    ['1.234,50', null, 1234.5],
    ['1,234,567', null, 1234567],
    ['(75.00)', null, -75],
    ['.5', null, 0.5],
    ['1,234', 'en_US', 1234],
    ['12,5', null, 12.5],
    ['CHF 1.50', null, 1.5],
    ['-CHF 1.50', null, -1.5],
    ["CHF 1'234.50", null, 1234.5],
    ['Fr. 1.50', null, 1.5],
    ['US$0.50', null, 0.5],
    ['-US$0.50', null, -0.5],
    ['(CA$75.00)', null, -75],
    ['0.50 USD', null, 0.5],
    ['1.234,56 €', null, 1234.56],
    ['1\u202f234,56 €', null, 1234.56],
    ['12,50 kr', null, 12.5],
    ['¥1,234', 'en_US', 1234],
    ['R$ 1.234,56', null, 1234.56],
    // A group never follows a leading 0, nor four digits: the separator is a decimal mark.
    ['0,125 €', null, 0.125],
    ['0,125 €', 'de_DE', 0.125],
    ['0,050', null, 0.05],
    ['0.050', 'de_DE', 0.05],
    ['-0,125', 'en_US', -0.125],
    ['1234,567', null, 1234.567],
    ['1234.567', 'de_DE', 1234.567],
    ['12,34,567', null, 1234567],
    ['₹1,00,000.50', null, 100000.5],
    ["1'234'567.50", null, 1234567.5],
    ['1 234,56', null, 1234.56],
    ['1 234 567', null, 1234567],
    ['1.234.567,891', null, 1234567.891],
    ['- 75.00', null, -75],
    ['12.', null, 12],
    ['0', null, 0],
    ['-0', null, 0],
    ['1,234', 'en_GB', 1234],
    ['1.234', 'en_US', 1.234],
  ])('%s (%s) is %d', (text, locale, value) => {
    expect(readNumber(text, locale)).toBe(value);
  });

  it.each([
    ['1,234', null],
    ['1,234', 'de_DE'],
    ['', 'en_US'],
    ['twelve', 'en_US'],
    ['12 GB', 'en_US'],
    ['CHF', 'en_US'],
    ['$', 'en_US'],
    ['USD 1 CHF 2', 'en_US'],
    ['1-2', 'en_US'],
    ['1,2,3', 'en_US'],
    ['12 34', 'en_US'],
    ['1,234,56', 'en_US'],
    ['1,23,45', 'en_US'],
    ['0,123,456', 'en_US'],
    ['0 123', 'en_US'],
    ['1,23.45', 'en_US'],
    ['1,234.567.890', 'en_US'],
    ['1 234.567 890', 'en_US'],
    ['1,234,567,8', 'en_US'],
    ["1'23", 'en_US'],
    ['1,234 567', 'en_US'],
    ['12.34.567', 'de_DE'],
    ['1.2.3', 'en_US'],
    ['.', 'en_US'],
    ['1..5', 'en_US'],
    ['--5', 'en_US'],
  ])('%s (%s) is not guessed', (text, locale) => {
    expect(readNumber(text, locale)).toBeUndefined();
  });
});

describe('readDate', () => {
  it.each([
    ['Tue 07/20/2010', null, '2010-07-20'],
    ['20/07/2010', null, '2010-07-20'],
    ['Fri 07/02/2010', null, '2010-07-02'],
    ['07/01/2010', 'en_US', '2010-07-01'],
    ['07/01/2010', 'en_AU', '2010-01-07'],
    ['07.07.2010', null, '2010-07-07'],
    ['2010-07-20', null, '2010-07-20'],
  ])('%s (%s) is %s', (text, locale, day) => {
    expect(readDate(text, locale)).toBe(day);
  });

  it.each([
    ['07/01/2010', null],
    ['31/31/2010', 'en_US'],
    ['', 'en_US'],
  ])('%s (%s) is not guessed', (text, locale) => {
    expect(readDate(text, locale)).toBeUndefined();
  });
});
