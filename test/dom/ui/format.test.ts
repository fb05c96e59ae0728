import { describe, expect, it } from 'vitest';
import { count, formatAge, formatCountdown, formatNear, formatSince } from '../../../components/ui/format.ts';
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

  it('uses the language of the browser', () => {
    expect(formatAge(now - 3 * HOUR, now, 'de')).toBe('vor 3 Stunden');
  });
});

it('counts in words', () => {
  expect([count(1, 'change'), count(1200, 'change')]).toEqual(['1 change', '1,200 changes']);
});

describe('a moment by its time of day, and a countdown', () => {
  const NOW = Date.parse('2026-11-21T15:00:00Z');
  const plain = (text: string) => text.replace(/\s/g, ' ');

  it('names the date where it is not today', () => {
    expect(plain(formatSince(NOW - 18 * 60_000, NOW, 'en-US'))).toBe('2:42 PM');
    expect(plain(formatSince(NOW - 24 * 3_600_000, NOW, 'en-US'))).toBe('Nov 20, 2026, 3:00 PM');
  });

  it('names the time of a coming moment within a day, else its day', () => {
    expect(plain(formatNear(NOW + 11 * 3_600_000, NOW, 'en-US'))).toBe('2:00 AM');
    expect(plain(formatNear(NOW + 24 * 3_600_000, NOW, 'en-US'))).toBe('Nov 22');
  });

  it('counts down by seconds, then by minutes, and never shows “in 0”', () => {
    const rests = [-5_000, 0, 400, 25_000, 89_000, 170_000];
    expect(rests.map((rest) => formatCountdown(NOW + rest, NOW, 'en-US'))).toEqual([
      'due now',
      'due now',
      'in 1s',
      'in 25s',
      'in 89s',
      'in 3m',
    ]);
  });
});
