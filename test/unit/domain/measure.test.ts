import { describe, expect, it } from 'vitest';
import type { UsageSettings } from '../../../lib/domain/measure.ts';
import type { Account } from '../../../lib/domain/portal-facts.ts';
import { measure } from '../../../lib/domain/quantity.ts';
import { ACCOUNTS_342, account, NOW, SETTINGS } from '../../support/builders/domain-records.ts';

const of = (accounts: Partial<Account>[], settings: Partial<UsageSettings> = {}) =>
  measure(
    { accounts: accounts.map((more, index) => account({ id: `${index}`, ...more })) },
    { ...SETTINGS, ...settings },
    NOW,
  );

describe('measure', () => {
  it('measures customer 342 of the guides: the trial account, which also expired, is not counted', () => {
    expect(measure({ accounts: ACCOUNTS_342 }, SETTINGS, NOW)).toEqual({
      'online-select': 246.31,
      'online-bdr': 640.5,
      'online-servers': 1,
      'online-desktops': 3,
      'local-storage': 910.25,
      'email-filtering': 14,
    });
  });

  it('counts parents and sub-accounts once each, also when an account is listed twice', () => {
    expect(measure({ accounts: [...ACCOUNTS_342, ...ACCOUNTS_342] }, SETTINGS, NOW)).toEqual(
      measure({ accounts: ACCOUNTS_342 }, SETTINGS, NOW),
    );
  });

  it('omits what is not reported', () => {
    expect(of([])).toEqual({});
    expect(of([{ kind: 'unknown', plan: 'Diamond' }])).toEqual({});
    expect(of([{ kind: 'mailboxes', plan: 'Email Archiving' }])).toEqual({});
  });

  it.each([
    ['Select', 'online-select'],
    ['basic ', 'online-basic'],
    ['ShadowProtect BDR', 'online-bdr'],
    ['ShadowProtect Cloud', 'online-bdr'],
    ['BDR Appliance', 'online-bdr'],
    ['X360RECOVER', 'online-bdr'],
    ['BRC', 'online-bdr'],
    ['Direct-to-Cloud', 'online-bdr'],
  ])('bills online storage of the plan %s as %s', (plan, service) => {
    expect(of([{ plan, kind: 'appliance', onlineBytes: 5e9 }])).toEqual({ [service]: 5 });
  });

  it('bills no storage for an unknown plan, but counts the computer', () => {
    expect(of([{ plan: 'Diamond', kind: 'server', onlineBytes: 5e9 }])).toEqual({
      'online-servers': 1,
      'online-desktops': 0,
    });
  });

  it.each([
    ['Email Archiving', 'email-archiving'],
    ['Email Filtering', 'email-filtering'],
    ['Email Filtering Appliance', 'email-filtering'],
  ])('counts mailboxes of %s', (plan, service) => {
    expect(
      of([
        { plan, kind: 'mailboxes', mailboxes: 14 },
        { plan, kind: 'mailboxes', mailboxes: 6 },
      ]),
    ).toEqual({ [service]: 20 });
  });

  it('counts computers by kind and place, by the portal’s copies rather than by a 0 of bytes', () => {
    const cloud: Account['copies'] = [{ where: 'remote' }];
    const both: Account['copies'] = [{ where: 'remote' }, { where: 'local' }];
    expect(
      of([
        { kind: 'server', plan: 'X360RECOVER', copies: both, onlineBytes: 1e9, localBytes: 2e9 },
        { kind: 'desktop', plan: 'Direct-to-Cloud', copies: cloud, onlineBytes: 1e9, localBytes: 0 },
      ]),
    ).toEqual({
      'online-bdr': 2,
      'online-servers': 1,
      'online-desktops': 1,
      'local-storage': 2,
      'local-servers': 1,
      'local-desktops': 0,
    });
  });

  it('returns zero of a kind only where the kind of every computer is known', () => {
    expect(of([{ kind: 'desktop', onlineBytes: 1e9 }])).toMatchObject({ 'online-servers': 0, 'online-desktops': 1 });
    expect(
      of([
        { kind: 'desktop', onlineBytes: 1e9 },
        { kind: 'unknown', onlineBytes: 1 },
      ]),
    ).not.toHaveProperty('online-servers');
  });

  it('adds ShadowProtect licenses by kind of machine, and not those of an appliance', () => {
    expect(
      of([
        { plan: 'ShadowProtect BDR', kind: 'server', licences: 1 },
        { plan: 'ShadowProtect BDR', kind: 'server', licences: 2 },
        { plan: 'ShadowProtect BDR', kind: 'desktop', licences: 4 },
        { plan: 'BDR Appliance', kind: 'appliance', licences: 9 },
      ]),
    ).toEqual({ 'sp-servers': 3, 'sp-desktops': 4 });
  });

  it('counts in GB or GiB, to two decimals or up to whole units, rounding the sum and not its parts', () => {
    const thirds = [{ onlineBytes: 1_004_000_000 }, { onlineBytes: 1_004_000_000 }, { onlineBytes: 1_004_000_000 }];
    expect(of(thirds)).toMatchObject({ 'online-select': 3.01 });
    expect(of(thirds, { rounding: 'whole-units-up' })).toMatchObject({ 'online-select': 4 });
    expect(of([{ onlineBytes: 2 ** 30 * 25 }], { storageUnit: 'GiB', rounding: 'whole-units-up' })).toMatchObject({
      'online-select': 25,
    });
    expect(of([{ onlineBytes: 2 ** 30 * 25 }])).toMatchObject({ 'online-select': 26.84 });
    expect(of([{ onlineBytes: 1_005_000_000 }])).toMatchObject({ 'online-select': 1.01 });
  });

  it('includes trial and expired accounts by setting; a trial has no plan to bill storage by', () => {
    const trial = { plan: 'Trial', kind: 'desktop' as const, onlineBytes: 2e9 };
    const expired = { plan: 'Select', kind: 'desktop' as const, onlineBytes: 3e9, expiresAt: '2026-11-21T11:59:59Z' };
    const expiring = { ...expired, expiresAt: '2026-11-21T12:00:01Z' };
    expect(of([trial])).toEqual({});
    expect(of([trial], { countTrialAccounts: true })).toEqual({ 'online-servers': 0, 'online-desktops': 1 });
    expect(of([expired])).toEqual({});
    expect(of([expired], { countExpiredAccounts: true })).toMatchObject({ 'online-select': 3 });
    expect(of([expiring])).toMatchObject({ 'online-select': 3 });
  });

  it('a reported 0 of bytes is zero; bytes that are not reported are none', () => {
    expect(of([{ plan: 'Select', kind: 'appliance', onlineBytes: 0, localBytes: 0 }])).toEqual({
      'online-select': 0,
      'local-storage': 0,
    });
    expect(of([{ plan: 'Select', kind: 'appliance' }])).toEqual({});
    expect(of([{ plan: 'Select', kind: 'server', onlineBytes: 5e9, localBytes: 0 }])).toEqual({
      'online-select': 5,
      'online-servers': 1,
      'online-desktops': 0,
      'local-storage': 0,
    });
  });

  it('counts no parked device, nor one silent for more days than allowed, in any service', () => {
    const used = { plan: 'Select', kind: 'server' as const, onlineBytes: 5e9, localBytes: 5e9, licences: 1 };
    expect(of([{ ...used, lastStatus: 'PARKED' }])).toEqual({});
    expect(of([{ ...used, lastBackupAt: '2026-10-21T11:59:59Z' }])).toEqual({});
    expect(of([{ ...used, lastBackupAt: '2026-10-22T12:00:01Z' }])).toMatchObject({ 'online-servers': 1 });
    expect(of([{ ...used, lastBackupAt: '2026-10-22T12:00:01Z' }], { silentDays: 7 })).toEqual({});
    expect(
      of([{ plan: 'Email Archiving', kind: 'mailboxes', mailboxes: 3, lastBackupAt: '2009-01-01T00:00:00Z' }]),
    ).toEqual({ 'email-archiving': 3 });
  });

  it('bills x360Recover’s storage as the chosen service', () => {
    const x360 = [{ plan: 'X360RECOVER', kind: 'appliance' as const, onlineBytes: 5e9 }];
    expect(of(x360, { x360Storage: 'online-select' })).toEqual({ 'online-select': 5 });
    expect(of([{ ...x360[0], plan: 'Basic' }], { x360Storage: 'online-select' })).toEqual({ 'online-basic': 5 });
  });
});
