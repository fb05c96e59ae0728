import { describe, expect, it } from 'vitest';
import { NO_FILTER } from '../../../lib/domain/own-service.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../../lib/domain/settings.ts';
import { SETTINGS_MIGRATIONS, SETTINGS_VERSION } from '../../../lib/settings/migrations/index.ts';
import { type Migration, migrate } from '../../../lib/settings/migrations/run.ts';
import { readSettings } from '../../../lib/settings/settings.ts';

const append = (to: number): Migration => ({ to, run: (value) => [...(value as number[]), to] });

describe('migrations', () => {
  it('run in order, each once, from the stored version on', () => {
    const migrations = [append(4), append(2), append(3)];
    expect(migrate({ version: 1, value: [] }, migrations)).toEqual({ version: 4, value: [2, 3, 4] });
    expect(migrate({ version: 3, value: [] }, migrations)).toEqual({ version: 4, value: [4] });
  });

  it('leave a value of a later version as it is', () => {
    expect(migrate({ version: 9, value: [1] }, [append(2)])).toEqual({ version: 9, value: [1] });
  });

  it('of the settings end at the version that is stored, without a gap', () => {
    expect(SETTINGS_MIGRATIONS.map(({ to }) => to)).toEqual(
      Array.from({ length: SETTINGS_VERSION - 1 }, (_, index) => index + 2),
    );
  });
});

/** Settings of version 2, under the names of that version, none of them as the default has it. */
function ofVersion2({ syncedParts, tickets: { whenClosedByUser, ...tickets }, ...others }: Settings) {
  return { ...others, pushes: syncedParts, tickets: { ...tickets, whenClosedByPerson: whenClosedByUser } };
}

describe('the migration to the names of version 3', () => {
  const set: Settings = {
    prefix: 'ABC',
    managementSolution: 'eFolder',
    storageUnit: 'GiB',
    rounding: 'whole-units-up',
    roundingOf: { 'online-basic': 'whole-units' },
    countTrialAccounts: true,
    countExpiredAccounts: true,
    silentDays: 7,
    health: { limits: { ...DEFAULT_SETTINGS.health.limits, server: 5 }, products: [{ product: 'Basic', hours: 48 }] },
    x360Storage: 'online-basic',
    syncedParts: { backupStatistics: false, agreementParts: false, invoiceDescriptions: true },
    invoiceDescription: { ...DEFAULT_SETTINGS.invoiceDescription, accounts: 3 },
    automatic: { statistics: true, tickets: true, quantities: true, invoiceDescriptions: true },
    automaticFor: { tenant: 'na.myconnectwise.net/acme', portal: 'efs-portal portal.example' },
    toggles: { ...DEFAULT_SETTINGS.toggles, 'email-archiving': true },
    ownServices: [
      {
        id: 'own:d2c',
        title: 'Direct-to-Cloud',
        unit: 'count',
        type: '',
        level: '',
        isOn: true,
        measures: ['x360.d2c.server'],
        filter: { ...NO_FILTER, kinds: ['server'] },
        deduct: 1,
        deductPer: 'account',
      },
    ],
    products: { 'online-basic': { id: 7, identifier: 'OBB' } },
    flatFeeProducts: [{ id: 8, identifier: 'FLAT', isFlatFee: true }],
    guards: { jumpPercent: 1, jumpUnits: 2, jumpMoney: 3 },
    driftTolerance: { 'online-basic': { percent: 1, units: 2 } },
    rules: DEFAULT_SETTINGS.rules.slice(1),
    tickets: {
      board: { id: 21, name: 'Backup' },
      newStatus: { id: 22, name: 'New' },
      closedStatus: { id: 23, name: 'Closed' },
      summaryPrefix: 'Backup: ',
      whenClosedByUser: 'leave',
      quietHours: 5,
      emailContact: true,
      choices: { 'error/server': { priority: { id: 24, name: 'High' }, type: null, subType: null } },
    },
    notices: {
      ...DEFAULT_SETTINGS.notices,
      noBackup: { ...DEFAULT_SETTINGS.notices.noBackup, server: { afterDays: 3, everyDays: 7 } },
    },
    role: 'viewer',
    userName: 'Dana',
    inPage: { featuresOff: ['ticket-guard'], selectors: { managedId: { labels: ['Site'] } }, taught: [] },
  };

  it('loses nothing that a user set, and keeps no old name', () => {
    for (const member of Object.keys(set) as (keyof Settings)[]) {
      expect(set[member], member).not.toEqual(DEFAULT_SETTINGS[member]);
    }
    expect(readSettings({ version: 2, value: ofVersion2(set) })).toEqual(set);
    expect(migrate({ version: 2, value: ofVersion2(set) }, SETTINGS_MIGRATIONS)).toEqual({ version: 3, value: set });
  });

  it('converts settings of version 1 too', () => {
    const { automatic: _, ...before } = ofVersion2({
      ...set,
      syncedParts: { ...set.syncedParts, agreementParts: true },
    });
    expect(readSettings({ version: 1, value: before })).toEqual({
      ...set,
      syncedParts: { ...set.syncedParts, agreementParts: true },
      automatic: { statistics: false, tickets: true, quantities: true, invoiceDescriptions: true },
    });
  });

  it('changes nothing that has the new names already, is partial or damaged', () => {
    const both = { ...set, pushes: DEFAULT_SETTINGS.syncedParts };
    expect(readSettings({ version: 2, value: both })).toEqual(set);
    expect(readSettings({ version: 2, value: set })).toEqual(set);
    expect(readSettings({ version: 2, value: { pushes: { agreementParts: false } } })).toEqual({
      ...DEFAULT_SETTINGS,
      syncedParts: { ...DEFAULT_SETTINGS.syncedParts, agreementParts: false },
    });
    for (const value of [null, 7, [], { pushes: 7, tickets: [] }]) {
      expect(readSettings({ version: 2, value })).toEqual(DEFAULT_SETTINGS);
    }
  });
});
