import type { ConnectWiseState } from './state.ts';

/** The site's time zone, as Windows and as IANA name it. */
export const SITE_ZONE = { windows: 'Eastern Standard Time', iana: 'America/New_York' };

// Made once: a formatter costs more than the thousands of dates of a report.
const DAY = new Intl.DateTimeFormat('sv-SE', { timeZone: SITE_ZONE.iana });
const TIME = new Intl.DateTimeFormat('sv-SE', { timeZone: SITE_ZONE.iana, dateStyle: 'short', timeStyle: 'medium' });

/** The day that it is there, e.g. `2026-11-30`. @param now milliseconds since the epoch */
export function dayInSite(now: number): string {
  return DAY.format(now);
}

/** The time on the clocks there, e.g. `2026-11-30T08:15:00`. @param now milliseconds since the epoch */
export function timeInSite(now: number): string {
  return TIME.format(now).replace(' ', 'T');
}

/** `GET /system/info`: needs no right, the usual probe of credentials (docs/reference/connectwise-rest.md#rights). */
export function systemInfo(state: ConnectWiseState): Record<string, unknown> {
  return {
    version: state.version,
    isCloud: state.isCloud,
    serverTimeZone: SITE_ZONE.windows,
    licenseBits: licenseBits(state.options.licenses),
    cloudRegion: state.isCloud ? 'NA' : undefined,
    maxWorkFlowRecordsAllowed: 10_000,
  };
}

const LICENSES = { ManagedServices: true, Agreements: true };

function licenseBits(licenses: Readonly<Record<string, boolean>> | null = LICENSES) {
  return licenses ? Object.entries(licenses).map(([name, activeFlag]) => ({ name, activeFlag })) : undefined;
}
