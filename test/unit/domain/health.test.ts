import { describe, expect, it } from 'vitest';
import { accountHealth, asFarAsRead, customerHealth } from '../../../lib/domain/health.ts';
import type { Account } from '../../../lib/domain/portal-facts.ts';
import { DEFAULT_SETTINGS } from '../../../lib/domain/settings.ts';
import { account, NOW } from '../../support/builders/domain-records.ts';

const HOUR = 3_600_000;
const ago = (hours: number) => new Date(NOW - hours * HOUR).toISOString();
const health = (more: Partial<Account>) => accountHealth(account(more), NOW, DEFAULT_SETTINGS);
const remote = (hours: number, thresholdMinutes?: number) => ({
  where: 'remote' as const,
  lastRestorePointAt: ago(hours),
  ...(thresholdMinutes !== undefined && { thresholdMinutes }),
});

describe('accountHealth by age', () => {
  it.each([
    ['server', 26, 'ok'],
    ['server', 26.1, 'warning'],
    ['server', 78, 'warning'],
    ['server', 78.1, 'error'],
    ['appliance', 26.1, 'warning'],
    ['unknown', 26.1, 'warning'],
    ['desktop', 240, 'ok'],
    ['desktop', 240.1, 'warning'],
    ['desktop', 720, 'warning'],
    // Three times 240 hours are the 30 days after which a silent device is parked.
    ['desktop', 720.1, 'parked'],
  ] as const)('a %s, %s h old: %s', (kind, hours, state) => {
    expect(health({ kind, copies: [remote(hours)] })).toMatchObject({ state, since: ago(hours) });
    expect(health({ kind, lastBackupAt: ago(hours) }).state).toBe(state);
  });

  it.each([
    [4, 'ok'],
    [4.1, 'warning'],
    [12.1, 'error'],
  ])('the portal’s own threshold of 4 h, %s h old: %s', (hours, state) => {
    const found = health({ kind: 'desktop', copies: [remote(hours, 240)] });
    expect(found.state).toBe(state);
    expect(found.reason).toContain('(limit of the portal {4 hour})');
  });

  it.each([
    [0.9, 'ok'],
    [1.1, 'unknown'],
    [24, 'unknown'],
    [24 * 365, 'unknown'],
  ])('a backup that lies %s h ahead, since some clock is wrong: %s', (hours, state) => {
    const found = health({ kind: 'server', copies: [remote(-hours)] });
    expect(found.state).toBe(state);
    if (state === 'unknown') expect(found.reason).toContain('clock');
  });

  it('checks remote and local copies separately and names which', () => {
    const local = { where: 'local' as const, lastRestorePointAt: ago(30) };
    expect(health({ copies: [remote(1), local] })).toEqual({
      state: 'warning',
      reason: `Last local backup {ago ${ago(30)}} (limit {26 hour}).`,
      since: ago(30),
    });
  });

  it('never: no copy, or one of them without a restore point', () => {
    expect(health({})).toEqual({ state: 'never', reason: 'Never had a backup.' });
    expect(health({ copies: [{ where: 'remote' }] })).toEqual({ state: 'never', reason: 'Never had a cloud backup.' });
    expect(health({ copies: [remote(1), { where: 'local' }], lastStatus: 'NORMAL' }).state).toBe('never');
  });

  it('works with a clock that is behind', () => {
    expect(health({ copies: [remote(-0.5)] }).state).toBe('ok');
  });
});

describe('accountHealth by the portal’s status word', () => {
  it.each([
    ['NORMAL', 'ok'],
    ['WARNED', 'warning'],
    ['TROUBLED', 'error'],
    ['PARKED', 'parked'],
    ['ok', 'ok'],
    ['completed', 'ok'],
    ['warning', 'warning'],
    ['completed with errors', 'warning'],
    ['error', 'error'],
    ['Failed', 'error'],
    ['never', 'never'],
    ['running', 'ok'],
    ['', 'ok'],
  ])('%s on a fresh backup: %s', (lastStatus, state) => {
    expect(health({ copies: [remote(1)], lastStatus }).state).toBe(state);
  });

  it.each(['WARNING_ISH', 'healthy', 'constructor', '42'])(
    'an unknown word %s is unknown and shown, never ok',
    (lastStatus) => {
      const found = health({ copies: [remote(1)], lastStatus });
      expect(found.state).toBe('unknown');
      expect(found.reason).toContain(`“${lastStatus}”`);
    },
  );

  it('returns the portal’s reason', () => {
    expect(health({ copies: [remote(1)], lastStatus: 'TROUBLED', statusReason: 'APPLIANCE_OFFLINE' }).reason).toBe(
      'Backups are failing: appliance offline.',
    );
  });

  it('shows the cause, not the portal’s word: “error” and “WARNED” are no reasons', () => {
    const one = { copies: [remote(5)], lastBackupAt: ago(5) };
    const lost = { lastStatus: 'error', statusReason: 'connection lost.' };
    expect(health({ ...one, ...lost }).reason).toBe(`Last backup failed {ago ${ago(5)}}: connection lost.`);
    // The portal's newest backup is the last good one: a later one failed, at an unknown time.
    const good = { ...one, lastErrorFreeBackupAt: ago(5) };
    expect(health({ ...good, ...lost })).toEqual({ state: 'error', reason: 'Last backup failed: connection lost.' });
    expect(health({ ...one, lastStatus: 'WARNED' }).reason).toBe(`Last backup finished with warnings {ago ${ago(5)}}.`);
    expect(health({ ...one, lastStatus: 'TROUBLED', statusReason: 'FULL_90_PERCENT' }).reason).toBe(
      `Backups are failing (last backup {ago ${ago(5)}}): the storage is 90 % full.`,
    );
  });

  it('every age has its label and its limit', () => {
    expect(health({ copies: [remote(5)] }).reason).toBe(`Cloud backup {ago ${ago(5)}} (limit {26 hour}).`);
    expect(health({ kind: 'desktop', lastBackupAt: ago(5) }).reason).toBe(
      `Last backup {ago ${ago(5)}} (limit {10 day}).`,
    );
    expect(health({ copies: [remote(1)], autoVerify: { healthy: false, at: ago(2) } }).reason).toBe(
      `Boot check of the newest backup failed {ago ${ago(2)}}.`,
    );
  });

  it('a device silent for more than 30 days is parked, with the reason; one that never had a backup is not', () => {
    const silent = account({ copies: [], lastBackupAt: '2026-10-21T11:00:00Z', lastStatus: 'TROUBLED' });
    expect(accountHealth(silent, NOW, DEFAULT_SETTINGS)).toEqual({
      state: 'parked',
      reason: 'Parked: no backup for more than {30 day}.',
      since: '2026-10-21T11:00:00Z',
    });
    expect(accountHealth(silent, NOW, { ...DEFAULT_SETTINGS, silentDays: 60 }).state).toBe('error');
    expect(health({ copies: [], lastStatus: 'error' }).state).not.toBe('parked');
  });

  it('a good status does not excuse an old backup, and parked overrides everything', () => {
    expect(health({ copies: [remote(100)], lastStatus: 'NORMAL' }).state).toBe('error');
    expect(health({ copies: [remote(9999)], lastStatus: 'parked' })).toMatchObject({ state: 'parked' });
  });
});

describe('accountHealth, the rest', () => {
  it('AutoVerify counts by its result; a missing one is no failure', () => {
    const copies = [remote(1)];
    expect(health({ copies, autoVerify: { healthy: false, at: ago(2) } })).toMatchObject({
      state: 'warning',
      since: ago(2),
    });
    expect(health({ copies, autoVerify: { healthy: true, at: ago(2) } }).state).toBe('ok');
    expect(health({ copies }).state).toBe('ok');
  });

  it('backups that run, but none without errors for longer than allowed', () => {
    expect(health({ lastBackupAt: ago(1), lastErrorFreeBackupAt: ago(78.1) }).state).toBe('error');
    expect(health({ lastBackupAt: ago(1), lastErrorFreeBackupAt: ago(30) })).toEqual({
      state: 'warning',
      reason: `Last error-free backup {ago ${ago(30)}} (limit {26 hour}).`,
      since: ago(30),
    });
    expect(health({ lastBackupAt: ago(1), lastErrorFreeBackupAt: ago(20) }).state).toBe('ok');
  });

  it('a mailbox service follows its status and is not “never”', () => {
    const mail = { kind: 'mailboxes' as const, plan: 'Email Filtering' };
    expect(health({ ...mail, lastStatus: 'ok', lastBackupAt: ago(1) }).state).toBe('ok');
    expect(health({ ...mail, lastStatus: 'error' }).state).toBe('error');
    expect(health(mail)).toEqual({ state: 'unknown', reason: 'The portal gives no status.' });
  });
});

describe('customerHealth', () => {
  const fine = account({ id: '1', userName: 'ETV-Primary', copies: [remote(5)] });
  const late = account({ id: '2', userName: 'ETV-Truck01', copies: [remote(30)] });
  const later = account({ id: '3', userName: 'ETV-Truck02', copies: [remote(40)] });
  const parked = account({ id: '4', lastStatus: 'PARKED' });

  it('is the worst account, named, with the oldest moment', () => {
    expect(customerHealth([fine, late, later, parked], NOW, DEFAULT_SETTINGS)).toEqual({
      state: 'warning',
      reason: `ETV-Truck02 and 1 more: Last cloud backup {ago ${ago(40)}} (limit {26 hour}).`,
      since: ago(40),
    });
  });

  it('orders error, warning, never, unknown, ok', () => {
    const error = account({ id: '5', copies: [remote(99)] });
    const never = account({ id: '6' });
    const unknown = account({ id: '7', copies: [remote(1)], lastStatus: 'hm' });
    const state = (...accounts: Account[]) => customerHealth(accounts, NOW, DEFAULT_SETTINGS).state;
    expect(state(fine, unknown, never, late, error)).toBe('error');
    expect(state(fine, unknown, never, late)).toBe('warning');
    expect(state(fine, unknown, never)).toBe('never');
    expect(state(fine, unknown)).toBe('unknown');
    expect(state(fine, parked)).toBe('ok');
  });

  it('reports when there is nothing to check', () => {
    expect(customerHealth([], NOW, DEFAULT_SETTINGS).state).toBe('unknown');
    expect(customerHealth([parked], NOW, DEFAULT_SETTINGS)).toEqual({
      state: 'parked',
      reason: 'All accounts are parked.',
    });
  });
});

describe('asFarAsRead', () => {
  const unread = { path: 'accounts[3]', value: '{}', why: 'left out', record: 'accounts[3]', usage: true as const };
  const good = { state: 'ok' as const, reason: 'All backups are fine.' };

  it('calls no customer fine of whom an account could not be read', () => {
    expect(asFarAsRead(good, { skipped: [unread] })).toEqual({
      state: 'unknown',
      reason: 'An account could not be read; the others are fine.',
    });
  });

  it('keeps what is worse, and what was read whole', () => {
    const late = { state: 'warning' as const, reason: 'late' };
    expect(asFarAsRead(late, { skipped: [unread] })).toBe(late);
    expect(asFarAsRead(good, { skipped: [] })).toBe(good);
    expect(asFarAsRead(good, { skipped: [{ path: 'a', value: '1', why: '' }] })).toBe(good);
  });
});
