import { DAY, HOUR, MINUTE, SECOND } from '../../lib/shared/time.ts';
import { DUE_NOW, JUST_NOW } from './texts.ts';

/** Each unit from its length on, up to where the next one says it better: 30 hours tell more of a backup than a day. */
const STEPS: readonly [unit: Intl.RelativeTimeFormatUnit, length: number, from: number][] = [
  ['year', 365 * DAY, 730 * DAY],
  ['month', 30 * DAY, 60 * DAY],
  ['day', DAY, 2 * DAY],
  ['hour', HOUR, HOUR],
  ['minute', MINUTE, MINUTE],
];

/** `3 hours ago`, `in 5 minutes`, `just now`: in the browser's locale. Times in milliseconds since the epoch. */
export function formatAge(
  time: number,
  now: number,
  locale?: string,
  style: Intl.RelativeTimeFormatStyle = 'long',
): string {
  const difference = time - now;
  const distance = Math.abs(difference);
  if (distance < 10 * SECOND) return JUST_NOW;
  const [unit, length] = STEPS.find(([, , from]) => distance >= from) ?? ['second', SECOND];
  return new Intl.RelativeTimeFormat(locale, { numeric: 'always', style }).format(
    Math.round(difference / length),
    unit,
  );
}

/** Date and time with the zone, in the browser's locale. */
export function formatMoment(time: number, locale?: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'long' }).format(time);
}

/** Date and time, short, without the zone: for a moment that is near. */
export function formatShortMoment(time: number, locale?: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }).format(time);
}

/** `2:42 PM` on the same day, else with the date: for a moment that matters by its time of day. Times in milliseconds since the epoch. */
export function formatSince(time: number, now: number, locale?: string): string {
  const isToday = new Date(time).toDateString() === new Date(now).toDateString();
  return isToday ? formatTimeOfDay(time, locale) : formatShortMoment(time, locale);
}

/** Never broken between the number and its AM or PM. */
function formatTimeOfDay(time: number, locale: string | undefined): string {
  return new Intl.DateTimeFormat(locale, { timeStyle: 'short' }).format(time).replace(/\s/g, '\u00a0');
}

/** `2:42 PM` within the next day, else `Nov 21`: a coming moment where there is little room. Times in milliseconds since the epoch. */
export function formatNear(time: number, now: number, locale?: string): string {
  if (time - now < DAY) return formatTimeOfDay(time, locale);
  return new Intl.DateTimeFormat(locale, { month: 'short', day: 'numeric' }).format(time);
}

/** `in 25s`, `in 3m`; `due now` once it is: for a time that is counted down. Times in milliseconds since the epoch. */
export function formatCountdown(time: number, now: number, locale?: string): string {
  const rest = Math.ceil((time - now) / SECOND);
  if (rest <= 0) return DUE_NOW;
  const [value, unit] = rest < 90 ? ([rest, 'second'] as const) : ([Math.round(rest / 60), 'minute'] as const);
  return new Intl.RelativeTimeFormat(locale, { numeric: 'always', style: 'narrow' }).format(value, unit);
}

/** The age of a moment inside a sentence, short: `5h ago`, `just now`; a moment ahead of `now` comes from another clock. */
export function formatNarrowAge(time: number, now: number, locale?: string): string {
  return formatAge(Math.min(time, now), now, locale, 'narrow');
}

/** A calendar day, in no time zone: `Nov 21, 2026`. @param day `YYYY-MM-DD` */
export function formatCalendarDay(day: string, locale?: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' }).format(Date.parse(day));
}

/** `November 2026`. @param month `YYYY-MM` */
export function formatMonth(month: string, locale?: string): string {
  return new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    Date.parse(`${month}-01`),
  );
}

/** At most two decimals. @param unit of `Intl.NumberFormat`, e.g. `hour`: `24h` */
export function formatNumber(value: number, locale?: string, unit?: string): string {
  const style = unit ? ({ style: 'unit', unit, unitDisplay: 'narrow' } as const) : {};
  return new Intl.NumberFormat(locale, { maximumFractionDigits: 2, ...style }).format(value);
}

/** `1 change`, `1,200 changes`. */
export function count(n: number, one: string, many = `${one}s`): string {
  return `${formatNumber(n)} ${n === 1 ? one : many}`;
}
