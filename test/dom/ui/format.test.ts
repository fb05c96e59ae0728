import { describe, expect, it } from 'vitest';
import { count, formatAge, formatDifference } from '../../../components/ui/format.ts';
import { DAY, HOUR, MINUTE, SECOND } from '../../../lib/shared/time.ts';

describe('formatAge', () => {
  const now = Date.UTC(2026, 10, 21, 12);
  it.each([
    [-2 * SECOND, 'just now'],
    [3 * SECOND, 'just now'],
    [-30 * SECOND, '30 seconds ago'],
    [25 * SECOND, 'in 25 seconds'],
    [-5 * MINUTE, '5 minutes ago'],
    [-80 * MINUTE, '1 hour ago'],
    [11 * HOUR, 'in 11 hours'],
    [12 * HOUR - SECOND, 'in 12 hours'],
    [-30 * HOUR, '30 hours ago'],
    [-10 * DAY, '10 days ago'],
    [-40 * DAY, '40 days ago'],
    [-90 * DAY, '3 months ago'],
    [-3 * 365 * DAY, '3 years ago'],
  ])('%d ms away is %s', (difference, words) => {
    expect(formatAge(now + difference, now, 'en')).toBe(words);
  });

  it('speaks the language of the browser', () => {
    expect(formatAge(now - 3 * HOUR, now, 'de')).toBe('vor 3 Stunden');
  });
});

it('counts in words', () => {
  expect([count(1, 'change'), count(1200, 'change')]).toEqual(['1 change', '1,200 changes']);
});

it.each([
  [87.55, '+87.55'],
  [-3, '−3.00'],
  [0.001, '0.00'],
  [-0.001, '0.00'],
])('%d more is %s', (value, words) => {
  expect(formatDifference(value)).toBe(words);
});
