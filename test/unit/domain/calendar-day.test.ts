import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  addMonths,
  dayOfDate,
  daysBetween,
  FIRST_DAY,
  isLastOfMonth,
  LAST_DAY,
  nextDay,
  previousDay,
  todayIn,
} from '../../../lib/domain/calendar-day.ts';

describe('the day of a ConnectWise date', () => {
  it.each([
    ['2026-11-30T00:00:00Z', '2026-11-30'],
    ['2026-11-30T00:00:00.000Z', '2026-11-30'],
    ['2026-11-30', '2026-11-30'],
    ['2028-02-29T00:00:00Z', '2028-02-29'],
    ['2027-02-29T00:00:00Z', undefined],
    ['2026-13-01T00:00:00Z', undefined],
    ['11/30/2026', undefined],
    ['', undefined],
    [null, undefined],
    [undefined, undefined],
  ])('%s is %s, whatever the zone', (text, day) => {
    expect(dayOfDate(text)).toBe(day);
  });
});

describe('today in the tenant’s zone', () => {
  it.each([
    // New York is 5 hours behind UTC in winter: 23:59 there is 04:59 of the next day.
    ['2026-12-01T04:59:59Z', 'America/New_York', '2026-11-30'],
    ['2026-12-01T05:00:00Z', 'America/New_York', '2026-12-01'],
    // Sydney is 11 hours ahead in its summer: 00:01 there is 13:01 of the day before.
    ['2026-11-29T13:01:00Z', 'Australia/Sydney', '2026-11-30'],
    ['2026-11-29T12:59:00Z', 'Australia/Sydney', '2026-11-29'],
    // The longest and the most uneven offsets.
    ['2026-12-30T10:00:00Z', 'Pacific/Kiritimati', '2026-12-31'],
    ['2027-01-01T11:59:00Z', 'Etc/GMT+12', '2026-12-31'],
    ['2026-11-30T18:14:00Z', 'Asia/Katmandu', '2026-11-30'],
    ['2026-11-30T18:15:00Z', 'Asia/Katmandu', '2026-12-01'],
    // Days on which the clocks change: 4 hours behind in summer, 5 in winter.
    ['2026-03-08T04:59:00Z', 'America/New_York', '2026-03-07'],
    ['2026-03-09T03:59:00Z', 'America/New_York', '2026-03-08'],
    ['2026-03-09T04:00:00Z', 'America/New_York', '2026-03-09'],
    ['2026-11-01T03:59:00Z', 'America/New_York', '2026-10-31'],
    ['2026-11-02T04:59:00Z', 'America/New_York', '2026-11-01'],
    ['2026-11-02T05:00:00Z', 'America/New_York', '2026-11-02'],
    // Not known: UTC.
    ['2026-11-30T23:59:59Z', undefined, '2026-11-30'],
    ['2026-12-01T00:00:00Z', 'Middle-earth/Shire', '2026-12-01'],
  ])('at %s in %s it is %s', (now, zone, day) => {
    expect(todayIn(Date.parse(now), zone)).toBe(day);
  });
});

describe('counting days', () => {
  it.each([
    ['2026-12-31', '2027-01-01'],
    ['2028-02-28', '2028-02-29'],
    ['2027-02-28', '2027-03-01'],
    ['2026-11-30', '2026-12-01'],
    ['2026-03-08', '2026-03-09'],
  ])('after %s comes %s', (day, next) => {
    expect([nextDay(day), previousDay(next), daysBetween(day, next)]).toEqual([next, day, 1]);
  });

  it.each([
    ['0001-12-31', 2, '0002-02-28'],
    ['2026-01-31', 1, '2026-02-28'],
    ['2028-01-31', 1, '2028-02-29'],
    ['2026-10-31', 1, '2026-11-30'],
    ['2026-03-30', -1, '2026-02-28'],
    ['2026-12-31', 1, '2027-01-31'],
    ['2024-02-29', 12, '2025-02-28'],
    ['2024-02-29', -48, '2020-02-29'],
  ])('%s and %s months are %s', (day, months, then) => {
    expect(addMonths(day, months)).toBe(then);
  });

  it('keeps a day of month that the start month does not have', () => {
    expect([1, 2, 3].map((months) => addMonths('2026-02-28', months, 31))).toEqual([
      '2026-03-31',
      '2026-04-30',
      '2026-05-31',
    ]);
  });

  it('stays within the days that sort as text', () => {
    expect([nextDay(LAST_DAY), previousDay(FIRST_DAY)]).toEqual([LAST_DAY, FIRST_DAY]);
  });

  it('sorts as text as the days do, and recognizes the last of a month', () => {
    const days = fc.integer({ min: -30_000, max: 60_000 }).map((days) => addDays('2026-01-01', days));
    fc.assert(
      fc.property(days, days, (one, other) => {
        expect(one < other).toBe(daysBetween(one, other) > 0);
        expect(isLastOfMonth(one)).toBe(nextDay(one).slice(0, 7) !== one.slice(0, 7));
      }),
    );
  });
});
