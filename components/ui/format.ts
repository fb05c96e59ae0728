import { DAY, HOUR, MINUTE, SECOND } from '../../lib/shared/time.ts';

const STEPS: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', DAY],
  ['hour', HOUR],
  ['minute', MINUTE],
];

/** `3 hours ago`, `in 5 minutes`, `just now`: in the browser's locale. Times in milliseconds since the epoch. */
export function formatAge(time: number, now: number, locale?: string): string {
  const difference = time - now;
  for (const [unit, length] of STEPS) {
    if (Math.abs(difference) >= length) {
      return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(Math.trunc(difference / length), unit);
    }
  }
  return Math.abs(difference) < 10 * SECOND
    ? 'just now'
    : new Intl.RelativeTimeFormat(locale).format(Math.trunc(difference / SECOND), 'second');
}

/** Date and time with the zone, in the browser's locale. */
export function formatMoment(time: number, locale?: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'long' }).format(time);
}
