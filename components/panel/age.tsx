import type { IsoTime } from '../../lib/shared/time.ts';
import { DAY, HOUR, MINUTE, SECOND } from '../../lib/shared/time.ts';

const STEPS: readonly [unit: Intl.RelativeTimeFormatUnit, size: number, upTo: number][] = [
  ['second', SECOND, MINUTE],
  ['minute', MINUTE, HOUR],
  ['hour', HOUR, 2 * DAY],
  ['day', DAY, 60 * DAY],
  ['month', 30 * DAY, 730 * DAY],
  ['year', 365 * DAY, Number.POSITIVE_INFINITY],
];

/** `3 hours ago`, `in 5 minutes`, in the browser's language. `now` in milliseconds. */
export function ageText(at: IsoTime, now: number): string {
  const difference = Date.parse(at) - now;
  if (Number.isNaN(difference)) return 'at an unknown time';
  if (Math.abs(difference) < 5 * SECOND) return 'just now';
  const [unit, size] = STEPS.find(([, , upTo]) => Math.abs(difference) < upTo) ?? ['year', 365 * DAY];
  return new Intl.RelativeTimeFormat(undefined, { numeric: 'always' }).format(Math.round(difference / size), unit);
}

export function exactTime(at: IsoTime): string {
  const time = new Date(at);
  if (Number.isNaN(time.getTime())) return at;
  return new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'medium' }).format(time);
}

/** The age, with the exact time on hover and for machines. */
export function Age({ at, now }: { at: IsoTime; now: number }) {
  return (
    <time dateTime={at} title={exactTime(at)}>
      {ageText(at, now)}
    </time>
  );
}
