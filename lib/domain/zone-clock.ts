/** A moment as clocks of one time zone show it. */
export interface ZoneTime {
  /** `YYYY-MM-DD`, Gregorian. */
  day: string;
  /** `HH:MM`, 00 to 23 hours. */
  time: string;
}

const PARTS = { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' } as const;
/** Making a format costs far more than using it, and a plan asks for the day of its one zone at every addition. */
const FORMATS = new Map<string, Intl.DateTimeFormat>();
/** A browser meets a zone or two; outside words must not grow the map. */
const MOST_FORMATS = 20;

/**
 * Returns what clocks of a time zone show; undefined where the browser does not know the zone.
 * @param at milliseconds since the epoch
 * @param timeZone IANA name, e.g. `Europe/Berlin`
 */
export function zoneTime(at: number, timeZone: string): ZoneTime | undefined {
  const parts = new Map(
    formatOf(timeZone)
      ?.formatToParts(at)
      .map(({ type, value }) => [type, value]),
  );
  if (parts.size === 0) return undefined;
  return {
    day: `${parts.get('year')?.padStart(4, '0')}-${parts.get('month')}-${parts.get('day')}`,
    time: `${parts.get('hour')}:${parts.get('minute')}`,
  };
}

/** Whether the browser knows a time zone of this name. */
export function isKnownZone(timeZone: string): boolean {
  return formatOf(timeZone) !== undefined;
}

function formatOf(timeZone: string): Intl.DateTimeFormat | undefined {
  const known = FORMATS.get(timeZone);
  if (known) return known;
  try {
    const made = new Intl.DateTimeFormat('en-US-u-ca-gregory-nu-latn-hc-h23', { ...PARTS, timeZone });
    if (FORMATS.size >= MOST_FORMATS) FORMATS.clear();
    FORMATS.set(timeZone, made);
    return made;
  } catch {
    return undefined;
  }
}
