import { describe, expect, it } from 'vitest';
import { ianaZone } from '../../../lib/connectwise/time-zone.ts';
import { WINDOWS_ZONES } from '../../../lib/connectwise/windows-zones.ts';

describe('serverTimeZone', () => {
  it.each([
    ['Eastern Standard Time', 'America/New_York'],
    ['W. Europe Standard Time', 'Europe/Berlin'],
    ['AUS Eastern Standard Time', 'Australia/Sydney'],
    ['GMT Standard Time', 'Europe/London'],
    ['US Mountain Standard Time', 'America/Phoenix'],
    [' eastern standard time ', 'America/New_York'],
    ['UTC', 'Etc/UTC'],
    ['America/Chicago', 'America/Chicago'],
    ['Middle-earth Standard Time', undefined],
    ['', undefined],
    [null, undefined],
    [undefined, undefined],
    ['x'.repeat(10_000), undefined],
    ['constructor', undefined],
  ])('%s is %s', (name, zone) => {
    expect(ianaZone(name)).toBe(zone);
  });

  it('names only zones that a browser knows, each once', () => {
    for (const [, iana] of WINDOWS_ZONES)
      expect(() => new Intl.DateTimeFormat('en', { timeZone: iana }), iana).not.toThrow();
    expect(new Set(WINDOWS_ZONES.map(([windows]) => windows.toLowerCase())).size).toBe(WINDOWS_ZONES.length);
  });
});
