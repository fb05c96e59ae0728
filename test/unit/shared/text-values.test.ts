import { expect, it } from 'vitest';
import {
  ageValue,
  dayValue,
  durationValue,
  momentValue,
  numberValue,
  plainText,
} from '../../../lib/shared/text-values.ts';

const AT = '2026-11-21T12:05:00.000Z';

it('files keep ISO 8601 and plain numbers: no braces, no separators', () => {
  const values = [momentValue(AT), ageValue(AT), dayValue('2026-11-30T00:00:00Z'), durationValue(24, 'hour')];
  expect(values.map(plainText)).toEqual([AT, AT, '2026-11-30', '24 hour']);
  expect([1903.2, -3, 0, 0.1 + 0.2, 1e21].map((value) => plainText(numberValue(value)))).toEqual([
    '1903.2',
    '-3',
    '0',
    '0.3',
    '{1e+21}',
  ]);
});

it('braces of a name are left alone', () => {
  expect(plainText('{Bakery} {12a} {}')).toBe('{Bakery} {12a} {}');
});
