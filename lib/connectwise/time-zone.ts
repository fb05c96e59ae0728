import { WINDOWS_ZONES } from './windows-zones.ts';

/** By the Windows name in lower case. */
const BY_WINDOWS_NAME: ReadonlyMap<string, string> = new Map(
  WINDOWS_ZONES.map(([windows, iana]) => [windows.toLowerCase(), iana]),
);

/** Longer texts are no names of zones. */
const LONGEST = 100;

/**
 * Returns the IANA zone of a `serverTimeZone` (docs/reference/connectwise-rest.md#times), which ConnectWise writes as
 * Windows does ("Eastern Standard Time"); an IANA name passes. Undefined where it is blank or names no zone: the caller
 * then counts days in UTC.
 */
export function ianaZone(serverTimeZone: string | null | undefined): string | undefined {
  const name = serverTimeZone && serverTimeZone.length <= LONGEST ? serverTimeZone.trim() : '';
  if (!name) return undefined;
  return BY_WINDOWS_NAME.get(name.toLowerCase()) ?? (isZone(name) ? name : undefined);
}

function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en-US', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
