import { describe, expect, it } from 'vitest';
import { SimulatorClock } from '../../../simulator/clock.ts';
import { BackupEngine } from '../../../simulator/portal/backups.ts';
import { seedPortal } from '../../../simulator/portal/seed.ts';
import { PortalState } from '../../../simulator/portal/state.ts';
import { DAY, HOUR } from './support.ts';

const PRIMARY = 356;
const FRONT_OFFICE = 359;
const BDR = 395;
const EMAIL_FILTERING = 396;

function start(customers = 3) {
  const clock = new SimulatorClock();
  const state = new PortalState();
  seedPortal(state, clock.now(), { customers });
  const backups = new BackupEngine(state, clock);
  const account = (id: number) => {
    const found = state.accounts.get(id);
    if (!found) throw new Error(`No account ${id} in the seed.`);
    return found;
  };
  const typesSince = (count: number, id: number) =>
    state.events
      .slice(count)
      .filter(({ accountId }) => accountId === id)
      .map(({ type, severity }) => `${type} ${severity}`);
  return { clock, state, backups, account, typesSince };
}

describe('a backup that runs', () => {
  it('good: moves both times, clears the status and is logged as ok', () => {
    const { clock, backups, account } = start();
    backups.runBackup(PRIMARY, { result: 'failed' });
    const before = account(PRIMARY).onlineBytes ?? 0;
    clock.advance(HOUR);
    const event = backups.runBackup(PRIMARY, { result: 'ok' });
    expect(event).toMatchObject({ type: 'backup-finished', severity: 'ok', customerId: 342, brand: 'doc' });
    expect(account(PRIMARY)).toMatchObject({ status: 'ok', lastBackupAt: event.at, lastErrorFreeBackupAt: event.at });
    expect(account(PRIMARY).onlineBytes).toBeGreaterThan(before);
  });

  it('with warnings: moves the last backup but not the last one without errors', () => {
    const { backups, account } = start();
    const errorFree = account(PRIMARY).lastErrorFreeBackupAt;
    const event = backups.runBackup(PRIMARY, { result: 'warning' });
    expect(event).toMatchObject({ type: 'backup-finished', severity: 'warning' });
    expect(account(PRIMARY)).toMatchObject({ status: 'warning', lastBackupAt: event.at });
    expect(account(PRIMARY).lastErrorFreeBackupAt).toBe(errorFree);
  });

  it('failed: changes neither time', () => {
    const { backups, account } = start();
    const { lastBackupAt, lastErrorFreeBackupAt, onlineBytes } = account(PRIMARY);
    const event = backups.runBackup(PRIMARY, { result: 'failed', message: 'Disk full.' });
    expect(event).toMatchObject({ type: 'backup-failed', severity: 'error' });
    expect(event.details).toContain('Disk full.');
    expect(account(PRIMARY)).toMatchObject({ status: 'error', lastBackupAt, lastErrorFreeBackupAt, onlineBytes });
  });

  it('fails under its own type where mailboxes are filtered', () => {
    const { backups } = start();
    expect(backups.runBackup(EMAIL_FILTERING, { result: 'failed' }).type).toBe('filtering-failed');
  });

  it('is refused for an account that does not exist', () => {
    expect(() => start().backups.runBackup(1, { result: 'ok' })).toThrow('The portal has no account 1.');
  });
});

describe('backups by the clock', () => {
  it('run daily, never twice, and an expired trial not at all', () => {
    const { clock, state, backups, typesSince } = start();
    const count = state.events.length;
    clock.advance(3 * DAY);
    backups.tick();
    expect(typesSince(count, PRIMARY)).toEqual(Array(3).fill('backup-finished ok'));
    expect(typesSince(count, 360)).toEqual([]);
    expect(backups.tick()).toEqual([]);
  });

  it('have the planned results, then succeed again', () => {
    const { clock, state, backups, typesSince } = start();
    backups.plan(FRONT_OFFICE, ['failed', 'warning']);
    const count = state.events.length;
    clock.advance(3 * DAY);
    backups.tick();
    expect(typesSince(count, FRONT_OFFICE)).toEqual([
      'backup-failed error',
      'backup-finished warning',
      'backup-finished ok',
    ]);
  });

  it('that are missing are reported after the threshold and again, as more severe, after three times as long', () => {
    const { clock, state, backups, account, typesSince } = start();
    backups.setMissing(PRIMARY, true);
    const count = state.events.length;
    clock.advance(DAY);
    backups.tick();
    expect(typesSince(count, PRIMARY)).toEqual(['no-backup warning', 'no-error-free-backup warning']);
    clock.advance(2 * DAY);
    backups.tick();
    expect(typesSince(count, PRIMARY).slice(2)).toEqual(['no-backup error', 'no-error-free-backup error']);
    expect(account(PRIMARY).status).toBe('error');

    backups.setMissing(PRIMARY, false);
    clock.advance(DAY);
    backups.tick();
    expect(account(PRIMARY).status).toBe('ok');
    expect(typesSince(count, PRIMARY).slice(4)).toEqual(['backup-finished ok']);
  });

  it('write a log that is strictly ordered, whatever happens in between', () => {
    const { clock, state, backups } = start(60);
    for (let step = 0; step < 12; step += 1) {
      clock.advance(7 * HOUR);
      if (step % 3 === 0) backups.runBackup(PRIMARY, { result: 'warning' });
      if (step % 4 === 1) backups.grow(BDR, { localBytes: 1_000_000_000 });
      if (step === 5) backups.setMissing(FRONT_OFFICE, true);
      backups.tick();
    }
    const { events } = state;
    expect(events.length).toBeGreaterThan(300);
    expect(events.map(({ sequence }) => sequence)).toEqual(events.map((_, index) => index + 1));
    for (const [index, event] of events.slice(1).entries()) {
      expect(event.at).toBeGreaterThanOrEqual(events[index]?.at ?? Number.POSITIVE_INFINITY);
    }
    expect(events.at(-1)?.at).toBeLessThanOrEqual(clock.now());
  });
});

describe('usage', () => {
  it('that grows by more than a tenth is a warning', () => {
    const { backups, account } = start();
    const before = account(PRIMARY).onlineBytes ?? 0;
    expect(backups.grow(PRIMARY, { onlineBytes: before / 20 })).toMatchObject({
      type: 'disk-usage-change',
      severity: 'ok',
    });
    expect(backups.grow(PRIMARY, { onlineBytes: before / 2 }).severity).toBe('warning');
    expect(account(PRIMARY).onlineBytes).toBeCloseTo(before * 1.55);
  });

  it('that fills an appliance is reported with its fill level', () => {
    const { backups, account } = start();
    const event = backups.grow(BDR, { localBytes: 900e9 });
    expect(event).toMatchObject({ type: 'disk-usage', severity: 'error', message: 'ETV-BDR is 90 % full.' });
    expect(account(BDR)).toMatchObject({ status: 'error', statusReason: 'FULL_90_PERCENT' });
  });
});

describe('other reports', () => {
  it('a failed boot check is logged, a good one only kept', () => {
    const { backups, account } = start();
    expect(backups.verify(BDR, true)).toBeUndefined();
    expect(backups.verify(BDR, false)).toMatchObject({ type: 'autoverify-failed', severity: 'error' });
    expect(account(BDR).autoVerify?.healthy).toBe(false);
  });

  it('an offline appliance is reported until a backup succeeds', () => {
    const { backups, account } = start();
    const text = { type: 'appliance-offline', severity: 'error', message: 'ETV-BDR is offline.', details: '' } as const;
    backups.report(BDR, text);
    expect(account(BDR)).toMatchObject({ status: 'error', statusReason: 'APPLIANCE_OFFLINE' });
    backups.runBackup(BDR, { result: 'ok' });
    expect(account(BDR).statusReason).toBeUndefined();
  });
});
