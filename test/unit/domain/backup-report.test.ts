import { describe, expect, it } from 'vitest';
import { daysOfMonth, isMonthOver, type ReportSource, reportedCustomer } from '../../../lib/domain/backup-report.ts';
import { localCalendar } from '../../../lib/domain/health-history.ts';
import { account, facts, NOW, portalEvent, SETTINGS } from '../../support/builders/sync-records.ts';

const BERLIN = calendarOf('Europe/Berlin');

function calendarOf(zone: string) {
  const found = localCalendar(zone);
  if (!found.ok) throw new Error(found.failure.message);
  return found.value;
}

function source(members: Partial<ReportSource> = {}): ReportSource {
  const events = members.events ?? [];
  return {
    efsId: 'EFS-342',
    facts: facts([account({ id: '1001' })]),
    usage: [],
    jobs: { kind: 'events', events },
    ...members,
    events,
  };
}

const reported = (members: Partial<ReportSource>, month = '2026-11') =>
  reportedCustomer(source(members), month, BERLIN, NOW, SETTINGS);

const failed = (id: string, at: string, members = {}) =>
  portalEvent(id, { at, severity: 'error', type: 'backup-failed', message: 'Disk is full.', ...members });

describe('the days of a month', () => {
  it('end today while it goes on', () => {
    const days = daysOfMonth('2026-11', BERLIN, NOW);
    expect([days.length, days[0], days.at(-1)]).toEqual([21, '2026-11-01', '2026-11-21']);
    expect(isMonthOver('2026-11', BERLIN, NOW)).toBe(false);
  });

  it.each([
    ['2026-10', 31],
    ['2026-09', 30],
    ['2026-02', 28],
    ['2024-02', 29],
  ])('are all of %s once it is over', (month, count) => {
    expect(daysOfMonth(month, BERLIN, NOW)).toHaveLength(count);
    expect(isMonthOver(month, BERLIN, NOW)).toBe(true);
  });

  it('are none before it begins', () => {
    expect(daysOfMonth('2026-12', BERLIN, NOW)).toEqual([]);
  });

  it('begin and end by the clock of the place', () => {
    const lastEvening = Date.parse('2026-10-31T23:30:00.000Z');
    expect(daysOfMonth('2026-11', BERLIN, lastEvening)).toEqual(['2026-11-01']);
    expect(daysOfMonth('2026-11', calendarOf('America/New_York'), lastEvening)).toEqual([]);
  });
});

describe('a customer in the report', () => {
  it('has a cell a day with the worst of it, and how many days were how', () => {
    const events = [
      portalEvent('a', { at: '2026-11-02T05:00:00.000Z' }),
      failed('b', '2026-11-02T06:00:00.000Z'),
      portalEvent('c', { at: '2026-11-03T05:00:00.000Z' }),
    ];
    const [row] = reported({ events }).accounts;
    expect(row?.cells.slice(0, 4)).toEqual(['none', 'error', 'ok', 'none']);
    expect(row).toMatchObject({ name: 'ETV-Primary', daysOk: 1, daysWarning: 0, daysError: 1 });
  });

  it('counts jobs as the statistics do: by UTC month, each event once', () => {
    const twice = portalEvent('a', { at: '2026-11-02T05:00:00.000Z' });
    const events = [twice, twice, failed('b', '2026-11-03T05:00:00.000Z'), failed('c', '2026-10-31T23:30:00.000Z')];
    expect(reported({ events, jobs: { kind: 'events', events } }).jobs).toEqual({
      successes: 1,
      failed: 1,
      incomplete: 0,
    });
  });

  it('names the reason where the jobs are not known, and shows no zero', () => {
    const jobs = { kind: 'events' as const, events: [], since: '2026-11-10T00:00:00.000Z' };
    const customer = reported({ jobs });
    expect(customer.jobs).toBeUndefined();
    expect(customer.jobsUnknown).toContain('since');
  });

  it('shows what was written of an earlier month, as far as it is known', () => {
    const customer = reported({ jobs: { kind: 'written', counts: { successes: 30 } } }, '2026-10');
    expect(customer.jobs).toEqual({ successes: 30 });
  });

  it('says nothing of now in a month that is over: no health, no machines, no newer backup', () => {
    const [now, earlier] = ['2026-11', '2026-10'].map((month) => reported({}, month));
    expect(now?.health?.state).toBeDefined();
    expect(now?.machines).toBeDefined();
    expect(now?.accounts[0]).toMatchObject({ lastBackupAt: '2026-11-21T02:00:00.000Z' });
    expect(earlier).not.toHaveProperty('health');
    expect(earlier).not.toHaveProperty('machines');
    expect(earlier?.accounts[0]).not.toHaveProperty('lastBackupAt');
    expect(earlier?.accounts[0]).not.toHaveProperty('health');
  });

  it('lists what failed once per account and type, errors first, with the newest message', () => {
    const events = [
      failed('a', '2026-11-02T05:00:00.000Z', { message: 'First.' }),
      failed('b', '2026-11-04T05:00:00.000Z', { message: 'Last.' }),
      portalEvent('w', { at: '2026-11-05T05:00:00.000Z', severity: 'warning', message: 'Partly.' }),
      failed('other month', '2026-10-04T05:00:00.000Z'),
      failed('gone', '2026-11-06T05:00:00.000Z', { accountId: '9999' }),
    ];
    expect(reported({ events }).failures).toEqual([
      {
        account: 'ETV-Primary',
        type: 'backup-failed',
        severity: 'error',
        count: 2,
        firstAt: '2026-11-02T05:00:00.000Z',
        lastAt: '2026-11-04T05:00:00.000Z',
        message: 'Last.',
      },
      expect.objectContaining({ severity: 'error', count: 1, message: 'Disk is full.' }),
      expect.objectContaining({ account: 'ETV-Primary', severity: 'warning', count: 1 }),
    ]);
    expect(reported({ events }).failures[1]).not.toHaveProperty('account');
  });

  it('omits services that were not measured in the month', () => {
    const series = { id: 'online-select', title: 'Select', unit: 'GB', accounts: [] } as const;
    const usage = [
      { ...series, quantities: [null, 3], accounts: [] },
      { ...series, id: 'local-storage' as const, quantities: [null, null], accounts: [] },
    ];
    expect(reported({ usage }).usage.map(({ id }) => id)).toEqual(['online-select']);
  });
});
