import { DAY } from '../shared/time.ts';
import { zoneTime } from './zone-clock.ts';

/**
 * A day of the calendar as ISO text, e.g. `2026-11-30`; never a moment. Compare two with `<` and `===`: the text sorts as
 * the days do. ConnectWise's dates are such days, inclusive, in the tenant's time zone
 * (docs/reference/connectwise-rest.md#billing-dates).
 */
export type CalendarDay = string;

/** Before and after every day that a record can name: an open end of a period. */
export const FIRST_DAY: CalendarDay = '0000-01-01';
export const LAST_DAY: CalendarDay = '9999-12-31';

/** Where the tenant's time zone is not known. */
export const DEFAULT_TIME_ZONE = 'UTC';

const SHAPE = /^(\d{4}-\d\d-\d\d)(?:[T ].{0,40})?$/;

/**
 * Returns the day that a date of ConnectWise names. Its dates carry no time of day: `2026-11-30T00:00:00Z` is that day
 * whatever the zone (docs/reference/connectwise-rest.md#times).
 * @returns undefined for what is absent, no date, or a day that no calendar has.
 */
export function dayOfDate(date: string | null | undefined): CalendarDay | undefined {
  const day = SHAPE.exec(date ?? '')?.[1];
  if (!day) return undefined;
  const midnight = Date.parse(`${day}T00:00:00Z`);
  return Number.isNaN(midnight) || isoDay(midnight) !== day ? undefined : day;
}

/**
 * Returns the day that it is in a time zone.
 * @param now milliseconds since the epoch
 * @param timeZone IANA name; one that the browser does not know counts as UTC
 */
export function todayIn(now: number, timeZone: string = DEFAULT_TIME_ZONE): CalendarDay {
  if (timeZone === DEFAULT_TIME_ZONE) return isoDay(now);
  return zoneTime(now, timeZone)?.day ?? isoDay(now);
}

/** Returns the day that many days later, or earlier where negative. */
export function addDays(day: CalendarDay, days: number): CalendarDay {
  return isoDay(midnightOf(day) + days * DAY);
}

export function nextDay(day: CalendarDay): CalendarDay {
  return addDays(day, 1);
}

export function previousDay(day: CalendarDay): CalendarDay {
  return addDays(day, -1);
}

/** Returns how many days lie from one day to a later one; negative where it is earlier. */
export function daysBetween(from: CalendarDay, to: CalendarDay): number {
  return (midnightOf(to) - midnightOf(from)) / DAY;
}

/**
 * Returns the day that many months later. A month too short for the day of month has it on its last day.
 * @param dayOfMonth the day of month to keep; absent: that of `day`
 */
export function addMonths(day: CalendarDay, months: number, dayOfMonth = Number(day.slice(8))): CalendarDay {
  const [year = 0, month = 1] = day.split('-').map(Number);
  // Not `Date.UTC`, which takes the years 0 to 99 for those of 1900.
  const last = new Date(new Date(0).setUTCFullYear(year, month + months, 0)).getUTCDate();
  return isoDay(new Date(0).setUTCFullYear(year, month - 1 + months, Math.min(dayOfMonth, last)));
}

/** Whether the day after is in another month. */
export function isLastOfMonth(day: CalendarDay): boolean {
  return nextDay(day).slice(8) === '01';
}

function midnightOf(day: CalendarDay): number {
  return Date.parse(`${day}T00:00:00Z`);
}

/** The day of a moment in UTC; beyond four digits of year, where text no longer sorts, the first or last that has them. */
function isoDay(moment: number): CalendarDay {
  const text = new Date(moment).toISOString();
  if (text.startsWith('+')) return LAST_DAY;
  return text.startsWith('-') ? FIRST_DAY : text.slice(0, 10);
}
