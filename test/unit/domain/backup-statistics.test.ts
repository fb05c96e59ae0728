import { describe, expect, it } from 'vitest';
import { backupStatistics } from '../../../lib/domain/backup-statistics.ts';
import type { JobResults, JobSource } from '../../../lib/domain/job-results.ts';
import type { SkippedValue } from '../../../lib/domain/portal-facts.ts';
import { ACCOUNTS_342, account, event, NOW, SETTINGS } from '../../support/builders/domain-records.ts';

const statistics = (events = [event('1')], accounts = ACCOUNTS_342, more: Partial<StatisticsOptions> = {}) =>
  backupStatistics(
    { accounts, skipped: more.skipped ?? [] },
    more.jobs ?? { kind: 'events', events, since: more.since },
    SETTINGS,
    NOW,
  );
interface StatisticsOptions {
  jobs: JobSource;
  since: string;
  skipped: SkippedValue[];
}
const primary = (events = [event('1')]) => statistics(events).accounts.find(({ account: { id } }) => id === '356');

describe('backupStatistics', () => {
  it('counts finished, incomplete and failed backups of the account', () => {
    expect(
      primary([
        event('1'),
        event('2'),
        event('3', { severity: 'warning' }),
        event('4', { severity: 'error' }),
        event('5', { type: 'backup-failed', severity: 'error' }),
        event('6', { accountId: '359' }),
      ]),
    ).toMatchObject({ jobs: { successes: 2, incomplete: 1, failed: 2 }, year: 2026, month: 11 });
  });

  it('counts an event once, however often it was delivered', () => {
    expect(primary([event('1'), event('1'), event('1')])).toMatchObject({ jobs: { successes: 1 } });
  });

  it('counts the month in UTC, and backups alone', () => {
    const events = [
      event('1', { at: '2026-10-31T23:59:59.999Z' }),
      event('2', { at: '2026-11-01T00:30:00+01:00' }),
      event('3', { at: '2026-11-01T00:00:00.000Z' }),
      event('4', { at: 'yesterday' }),
      event('5', { type: 'no-backup', severity: 'warning' }),
      event('6', { type: 'autoverify-failed', severity: 'error' }),
    ];
    expect(primary(events)).toMatchObject({ jobs: { successes: 1, incomplete: 0, failed: 0 } });
  });

  it('totals all of the customer’s jobs, also of removed accounts; incomplete ones are in neither figure', () => {
    const events = [
      event('1'),
      event('2', { accountId: '999' }),
      event('3', { accountId: undefined, type: 'backup-failed' }),
      event('4', { severity: 'warning' }),
    ];
    expect(statistics(events).jobs).toEqual({ successes: 2, failed: 1, incomplete: 1 });
  });

  it('counts machines as billing does: no trial, appliance or mailbox service', () => {
    expect(statistics().machines).toEqual({
      totalServers: 1,
      totalWorkstations: 3,
      totalManagedMachines: 4,
    });
  });

  it('gives billable storage per account, and none where none is billed', () => {
    const byName = Object.fromEntries(statistics().accounts.map((row) => [row.account.userName, row.billableGb]));
    expect(byName).toEqual({
      'ETV-Primary': 182.4,
      'ETV-FrontOffice': 41.75,
      'ETV-Truck01': 12.3,
      'ETV-RepairShop': undefined,
      'ETV-Truck02': 9.86,
      'ETV-BDR': 640.5,
      'ETV-email-filtering': undefined,
    });
  });

  it('uses the newest of the last backup and the copies', () => {
    const [row] = statistics(
      [],
      [
        account({
          lastBackupAt: '2026-11-19T01:00:00Z',
          copies: [{ where: 'remote', lastRestorePointAt: '2026-11-20T02:00:00.000Z' }, { where: 'local' }],
        }),
      ],
    ).accounts;
    expect(row?.lastBackupDate).toBe('2026-11-20T02:00:00.000Z');
    expect(primary()).not.toHaveProperty('lastBackupDate');
  });

  it('names a computer itself, and the devices below an appliance', () => {
    const rows = statistics(
      [],
      [account({ id: '1', userName: 'BDR', kind: 'appliance' }), account({ id: '2', userName: 'SQL', parentId: '1' })],
    ).accounts;
    expect(rows.map((row) => row.protectedDevices)).toEqual([['SQL'], ['SQL']]);
    expect(primary()?.protectedDevices).toEqual(['ETV-Primary']);
  });

  describe('what a portal does not report is not known, and never 0', () => {
    const history = (results: Partial<JobResults>): JobSource => ({
      kind: 'history',
      results: { month: '2026-11', accounts: {}, ...results },
    });
    const two = [account({ id: '1' }), account({ id: '2' })];
    const jobs = { successes: 20, failed: 1, incomplete: 2 };

    it('uses counts from the job history, and adds them where all accounts are known', () => {
      const known = statistics([], two, { jobs: history({ accounts: { 1: jobs, 2: jobs } }) });
      expect(known.accounts.map((row) => row.jobs)).toEqual([jobs, jobs]);
      expect(known.jobs).toEqual({ successes: 40, failed: 2, incomplete: 4 });
    });

    it('derived events of a portal with job history are not counted', () => {
      const derived = statistics([event('1'), event('2')], two, { jobs: history({}) });
      expect(derived.accounts.map((row) => row.jobs)).toEqual([undefined, undefined]);
      expect(derived).not.toHaveProperty('jobs');
    });

    it('one account without job results leaves the total out, not the others', () => {
      const half = statistics([], two, { jobs: history({ accounts: { 1: jobs } }) });
      expect(half.accounts.map((row) => row.jobs)).toEqual([jobs, undefined]);
      expect(half).not.toHaveProperty('jobs');
    });

    it('an account that could not be read leaves the total of a job history out, not that of events', () => {
      const skipped = [{ path: 'devices[2]', value: '{}', why: 'left out', usage: true as const, record: '3' }];
      const known = history({ accounts: { 1: jobs, 2: jobs } });
      expect(statistics([], two, { jobs: known, skipped })).not.toHaveProperty('jobs');
      expect(statistics([], two, { jobs: known, skipped }).accounts.map((row) => row.jobs)).toEqual([jobs, jobs]);
      expect(statistics([event('1')], two, { skipped }).jobs?.successes).toBe(1);
    });

    it('parked accounts count in the total of the month in which they were backed up, and nowhere else', () => {
      const parked = (id: string, lastBackupAt: string) =>
        account({ id, lastStatus: 'PARKED', lastBackupAt, lastErrorFreeBackupAt: lastBackupAt });
      const accounts = [account({ id: '1' }), parked('2', '2026-11-03T00:00:00.000Z')];
      const both = history({ accounts: { 1: jobs, 2: jobs } });
      const counted = statistics([], accounts, { jobs: both });
      expect(counted.accounts.map((row) => row.account.id)).toEqual(['1']);
      expect(counted.jobs).toEqual({ successes: 40, failed: 2, incomplete: 4 });
      const old = [account({ id: '1' }), parked('2', '2026-10-31T23:59:59.000Z')];
      expect(statistics([], old, { jobs: both }).jobs).toEqual(jobs);
    });

    it('results of another month do not count for this one', () => {
      const old = statistics([], two, { jobs: history({ month: '2026-10', accounts: { 1: jobs, 2: jobs } }) });
      expect(old.accounts[0]).not.toHaveProperty('jobs');
    });

    it('an event log that starts within the month counts nothing: neither a part nor zeros', () => {
      const late = statistics([event('1', { accountId: '1' })], two, { since: '2026-11-15T00:00:00.000Z' });
      expect(late.accounts.map((row) => row.jobs)).toEqual([undefined, undefined]);
      expect(late).not.toHaveProperty('jobs');
      expect(statistics([], two, { since: '2026-11-15T00:00:00.000Z' })).not.toHaveProperty('jobs');
      expect(statistics([], two).jobs).toEqual({ successes: 0, failed: 0, incomplete: 0 });
    });

    it('counts no parked and no silent device, and names both', () => {
      const parked = account({ id: '3', userName: 'Old', lastStatus: 'PARKED' });
      const silent = account({ id: '4', userName: 'Gone', lastBackupAt: '2009-03-01T02:00:00Z' });
      const counted = statistics([], [...two, parked, silent]);
      expect(counted.machines).toEqual(statistics([], two).machines);
      expect(counted.accounts.map((row) => row.account.id)).toEqual(['1', '2']);
      expect(counted.parked.map(({ id }) => id)).toEqual(['3', '4']);
    });

    it('machine totals are not known where a kind is not, a record was unreadable, or all are parked', () => {
      const unread = [{ path: 'accounts[3]', value: '{}', why: '', record: 'accounts[3]', usage: true as const }];
      expect(statistics([], [account({ kind: 'unknown' })])).not.toHaveProperty('machines');
      expect(statistics([], two, { skipped: unread })).not.toHaveProperty('machines');
      expect(statistics([], [account({ lastStatus: 'parked' })])).not.toHaveProperty('machines');
    });

    it('billable storage is not known where the portal reports 0 bytes, or no service is chosen for x360Recover’s', () => {
      const rows = statistics([], [account({ id: '1', onlineBytes: 0 }), account({ id: '2', plan: 'X360RECOVER' })]);
      expect(rows.accounts.map((row) => row.billableGb)).toEqual([undefined, undefined]);
    });
  });
});
