import { type IsoTime, readTime } from '../shared/time.ts';
import { DEFAULT_TIME_ZONE } from './calendar-day.ts';

const PARTS = { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' } as const;

/**
 * Returns a time for a text that is written into ConnectWise, in the tenant's time zone, which it names: `2026-11-28 14:05
 * (Europe/Berlin)`. Whoever reads it there may be anywhere, and in every browser it must be the same text.
 * @param timeZone IANA name; absent, or one that the browser does not know: UTC
 * @returns a text that is no time as it is
 */
export function timeIn(time: IsoTime, timeZone: string = DEFAULT_TIME_ZONE): string {
  const moment = readTime(time);
  if (moment === undefined) return time;
  const { format, zone } = formatOf(timeZone);
  const parts = new Map(format.formatToParts(moment).map(({ type, value }) => [type, value]));
  const day = `${parts.get('year')?.padStart(4, '0')}-${parts.get('month')}-${parts.get('day')}`;
  return `${day} ${parts.get('hour')}:${parts.get('minute')} (${zone})`;
}

function formatOf(zone: string): { format: Intl.DateTimeFormat; zone: string } {
  const locale = 'en-US-u-ca-gregory-nu-latn-hc-h23';
  try {
    return { format: new Intl.DateTimeFormat(locale, { ...PARTS, timeZone: zone }), zone };
  } catch {
    const utc = DEFAULT_TIME_ZONE;
    return { format: new Intl.DateTimeFormat(locale, { ...PARTS, timeZone: utc }), zone: utc };
  }
}
