import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { healthHistory, lastDays, localCalendar, startOfHistory } from '../../../lib/domain/health-history.ts';
import { DEFAULT_SETTINGS } from '../../../lib/domain/settings.ts';
import { DAY, isoTime } from '../../../lib/shared/time.ts';
import { account, NOW } from '../../support/builders/sync-records.ts';

/** With half-hour and 45-minute offsets, changes of clocks at midnight and elsewhere, and the two ends of the earth. */
const ZONES = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'America/St_Johns',
  'America/Santiago',
  'Asia/Kathmandu',
  'Asia/Beirut',
  'Africa/Cairo',
  'Australia/Lord_Howe',
  'Pacific/Chatham',
  'Pacific/Kiritimati',
  'Pacific/Pago_Pago',
];

function calendar(zone: string) {
  const read = localCalendar(zone);
  if (!read.ok) throw new Error(read.failure.message);
  return read.value;
}

const moment = fc.integer({ min: Date.parse('2015-01-01T00:00:00Z'), max: Date.parse('2035-01-01T00:00:00Z') });
const zone = fc.constantFrom(...ZONES);
type Severity = 'ok' | 'warning' | 'error';
const event = (at: string, severity: Severity, accountId = '1001') => ({ at, severity, accountId });

describe('the calendar of a zone', () => {
  it('knows the local day on both sides of midnight and of a change of clocks', () => {
    const berlin = calendar('Europe/Berlin');
    expect(berlin.dayOf(Date.parse('2026-11-20T22:59:59Z'))).toBe('2026-11-20');
    expect(berlin.dayOf(Date.parse('2026-11-20T23:00:00Z'))).toBe('2026-11-21');
    // 2026-10-25 has 25 hours.
    expect(berlin.dayOf(Date.parse('2026-10-24T22:00:00Z'))).toBe('2026-10-25');
    expect(berlin.dayOf(Date.parse('2026-10-25T22:59:59Z'))).toBe('2026-10-25');
    expect(berlin.dayOf(Date.parse('2026-10-25T23:00:00Z'))).toBe('2026-10-26');
  });

  it('refuses a zone that does not exist', () => {
    expect(localCalendar('Europe/Atlantis')).toMatchObject({
      ok: false,
      failure: { code: 'bad-input', field: 'timeZone', value: 'Europe/Atlantis' },
    });
  });

  it('lists days without gap or repetition up to today, whatever the clock changes', () => {
    fc.assert(
      fc.property(zone, moment, fc.integer({ min: 1, max: 92 }), (name, now, count) => {
        const days = lastDays(calendar(name), now, count);
        expect(days).toHaveLength(count);
        expect(days.at(-1)).toBe(calendar(name).dayOf(now));
        for (const [at, day] of days.entries()) {
          if (at > 0) expect(Date.parse(day) - Date.parse(days[at - 1] ?? '')).toBe(DAY);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('reads events from no later than the beginning of the oldest day', () => {
    fc.assert(
      fc.property(zone, moment, fc.integer({ min: 1, max: 92 }), (name, now, count) => {
        const days = lastDays(calendar(name), now, count);
        const start = Date.parse(startOfHistory(days));
        expect(calendar(name).dayOf(start) < (days[0] ?? '')).toBe(true);
        expect(now - start).toBeLessThan((count + 2) * DAY);
      }),
      { numRuns: 60 },
    );
  });
});

describe('the history of accounts', () => {
  const utc = calendar('UTC');
  const days = ['2026-11-19', '2026-11-20', '2026-11-21'];
  const rows = (events: ReturnType<typeof event>[], accounts = [account({ id: '1001' })]) =>
    healthHistory([{ efsId: 'EFS-342', accounts, events }], days, utc, NOW, DEFAULT_SETTINGS).accounts;

  it('shows the worst of each day, and nothing where nothing was reported', () => {
    const reported = [
      event('2026-11-19T01:00:00Z', 'ok'),
      event('2026-11-21T02:00:00Z', 'error'),
      event('2026-11-21T03:00:00Z', 'warning'),
      event('2026-11-21T09:00:00Z', 'ok'),
    ];
    expect(rows(reported)).toEqual([
      { efsId: 'EFS-342', accountId: '1001', name: 'ETV-Primary', cells: ['ok', 'none', 'error'] },
    ]);
    expect(rows([])).toMatchObject([{ cells: ['none', 'none', 'none'] }]);
  });

  it('omits what names no account, an unknown one, another day or no time', () => {
    const reported = [
      { at: '2026-11-20T01:00:00Z', severity: 'error' as const },
      event('2026-11-20T01:00:00Z', 'error', 'gone'),
      event('2026-11-18T23:59:59Z', 'error'),
      event('soon', 'error'),
    ];
    const { accounts } = healthHistory(
      [{ efsId: 'EFS-342', accounts: [account({ id: '1001' })], events: reported }],
      days,
      utc,
      NOW,
      DEFAULT_SETTINGS,
    );
    expect(accounts).toMatchObject([{ accountId: '1001', cells: ['none', 'none', 'none'] }]);
  });

  it('keeps the same account id of two customers apart', () => {
    const one = {
      efsId: 'EFS-1',
      accounts: [account({ id: '7' })],
      events: [event('2026-11-20T01:00:00Z', 'error', '7')],
    };
    const other = { efsId: 'EFS-2', accounts: [account({ id: '7' })], events: [] };
    const { accounts } = healthHistory([one, other], days, utc, NOW, DEFAULT_SETTINGS);
    expect(accounts.map(({ efsId, cells }) => [efsId, cells[1]])).toEqual([
      ['EFS-1', 'error'],
      ['EFS-2', 'none'],
    ]);
  });

  it('puts parked accounts last, the others in the order of the portal', () => {
    const accounts = [
      account({ id: '1', lastStatus: 'parked' }),
      account({ id: '2' }),
      account({ id: '3', lastStatus: 'Parked' }),
      account({ id: '4', lastStatus: 'error' }),
    ];
    expect(rows([], accounts).map(({ accountId }) => accountId)).toEqual(['2', '4', '1', '3']);
  });

  it('counts as parked what the settings call silent', () => {
    const accounts = [
      account({
        id: '1',
        lastBackupAt: isoTime(NOW - 10 * DAY),
        lastErrorFreeBackupAt: isoTime(NOW - 10 * DAY),
        copies: [],
      }),
      account({ id: '2' }),
    ];
    const order = (silentDays: number) =>
      healthHistory([{ efsId: 'EFS-342', accounts, events: [] }], days, utc, NOW, { silentDays }).accounts.map(
        ({ accountId }) => accountId,
      );
    expect(order(10)).toEqual(['1', '2']);
    expect(order(9)).toEqual(['2', '1']);
  });

  it('shows on every day exactly the worst of its events, in any zone and order', () => {
    const rank = { ok: 1, warning: 2, error: 3 };
    const severity = fc.constantFrom<Severity>('ok', 'warning', 'error');
    const reported = fc.array(fc.tuple(fc.integer({ min: 0, max: 20 * DAY }), severity), { maxLength: 40 });
    fc.assert(
      fc.property(zone, moment, reported, (name, now, when) => {
        const place = calendar(name);
        const shown = lastDays(place, now, 14);
        const events = when.map(([before, how]) => event(isoTime(now - before), how));
        const { accounts } = healthHistory(
          [{ efsId: 'EFS-342', accounts: [account({ id: '1001' })], events }],
          shown,
          place,
          now,
          DEFAULT_SETTINGS,
        );
        const expected = shown.map((day) => {
          const ofDay = events.filter(({ at }) => place.dayOf(Date.parse(at)) === day);
          return ofDay.map((one) => one.severity).sort((a, b) => rank[b] - rank[a])[0] ?? 'none';
        });
        expect(accounts[0]?.cells).toEqual(expected);
      }),
      { numRuns: 60 },
    );
  });
});
