import { describe, expect, it } from 'vitest';
import { backupStatistics } from '../../../lib/domain/backup-statistics.ts';
import { ACCOUNTS_342, account, event, NOW, SETTINGS } from './samples.ts';

const statistics = (events = [event('1')], accounts = ACCOUNTS_342) =>
  backupStatistics(accounts, events, SETTINGS, NOW);
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
    ).toMatchObject({ successes: 2, incomplete: 1, failed: 2, year: 2026, month: 11 });
  });

  it('counts an event once, however often it was delivered', () => {
    expect(primary([event('1'), event('1'), event('1')])).toMatchObject({ successes: 1 });
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
    expect(primary(events)).toMatchObject({ successes: 1, incomplete: 0, failed: 0 });
  });

  it('totals all of the customer’s jobs, also of accounts that are gone; incomplete ones are in neither figure', () => {
    const events = [
      event('1'),
      event('2', { accountId: '999' }),
      event('3', { accountId: undefined, type: 'backup-failed' }),
      event('4', { severity: 'warning' }),
    ];
    expect(statistics(events).report.backupStats).toEqual({ successfulBackupJobs: 2, failedBackupJobs: 1 });
  });

  it('counts machines as billing does: no trial, appliance or mailbox service', () => {
    expect(statistics().report.workstationsAndServers).toEqual({
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

  it('takes the newest of the last backup and the copies', () => {
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

  it('names a computer itself, and what hangs below an appliance', () => {
    const rows = statistics(
      [],
      [account({ id: '1', userName: 'BDR', kind: 'appliance' }), account({ id: '2', userName: 'SQL', parentId: '1' })],
    ).accounts;
    expect(rows.map((row) => row.protectedDevices)).toEqual([['SQL'], ['SQL']]);
    expect(primary()?.protectedDevices).toEqual(['ETV-Primary']);
  });
});
