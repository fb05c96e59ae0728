import { type IsoTime, readTime } from '../shared/time.ts';
import { DEFAULT_TIME_ZONE } from './calendar-day.ts';
import { zoneTime } from './zone-clock.ts';

/**
 * Returns a time for a text that is written into ConnectWise, in the tenant's time zone, which it names: `2026-11-28 14:05
 * (Europe/Berlin)`. Whoever reads it there may be anywhere, and in every browser it must be the same text.
 * @param timeZone IANA name; absent, or one that the browser does not know: UTC
 * @returns a text that is no time as it is
 */
export function timeIn(time: IsoTime, timeZone: string = DEFAULT_TIME_ZONE): string {
  const moment = readTime(time);
  if (moment === undefined) return time;
  const shown = zoneTime(moment, timeZone);
  if (!shown) return timeIn(time);
  return `${shown.day} ${shown.time} (${timeZone})`;
}
