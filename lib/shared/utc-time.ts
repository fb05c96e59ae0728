import type { IsoTime } from './time.ts';

const SHAPE =
  /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ](\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d+))?)?)?\s*(Z|[+-]\d{2}:?\d{2})?$/i;

/** Longer texts are no times. */
const LONGEST = 100;

/**
 * Reads the shapes in which the other sides write times (docs/reference/portals.md#times,
 * docs/reference/connectwise-rest.md#times): with and without milliseconds, with an offset, with no zone at all (which
 * means UTC), and with an unpadded day. Undefined for anything else, also for days that no calendar has.
 */
export function readUtcTime(text: string): IsoTime | undefined {
  const match = text.length > LONGEST ? null : SHAPE.exec(text.trim());
  if (!match) return undefined;
  const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = '0', zone = 'Z'] = match;
  const milliseconds = Math.trunc(Number(`0.${fraction}`) * 1000);
  const parts = [Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second)] as const;
  // `Date.UTC` takes the years 0 to 99 for those of 1900.
  const date = new Date(Date.UTC(2000, ...parts, milliseconds));
  date.setUTCFullYear(Number(year), parts[0], parts[1]);
  if (date.getUTCMonth() !== parts[0] || date.getUTCDate() !== parts[1] || date.getUTCHours() !== parts[2]) {
    return undefined;
  }
  const iso = new Date(date.getTime() - offsetMinutes(zone) * 60_000).toISOString();
  // By its offset in a year that four digits do not name: as text it would not sort as the times do.
  return /^\d{4}-/.test(iso) ? iso : undefined;
}

function offsetMinutes(zone: string): number {
  const match = /^([+-])(\d{2}):?(\d{2})$/.exec(zone);
  if (!match) return 0;
  const minutes = Number(match[2]) * 60 + Number(match[3]);
  return match[1] === '-' ? -minutes : minutes;
}
