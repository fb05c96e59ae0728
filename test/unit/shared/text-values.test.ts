import { describe, expect, it } from 'vitest';
import { formatText } from '../../../components/ui/format-text.ts';
import {
  ageValue,
  dayValue,
  durationValue,
  literalText,
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

it('braces of a name are skipped', () => {
  expect(plainText('{Bakery} {12a} {}')).toBe('{Bakery} {12a} {}');
});

describe('user text in a sentence', () => {
  it.each(['{100}', '{-1.5}', '{ago 2026-11-21T12:05:00.000Z}', '{2026-11-30}', '{24 hour}', '2026-11-20 12:05 UTC'])(
    '%s is no value, on a screen or in a file, however often it passes',
    (text) => {
      const sentence = `“${literalText(literalText(text))}” is {95} now.`;
      expect(formatText(sentence, Date.parse(AT), 'en-US')).toBe(`“${text}” is 95 now.`);
      expect(plainText(sentence)).toBe(`“${text}” is 95 now.`);
    },
  );

  it('without anything like a value it is not changed', () => {
    for (const text of ['{Bakery}', 'Contract 2026-01-01', '#26251', '']) expect(literalText(text)).toBe(text);
  });
});
