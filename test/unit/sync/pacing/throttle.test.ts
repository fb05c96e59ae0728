import { describe, expect, it } from 'vitest';
import type { Cause, Run, RunState } from '../../../../lib/domain/change.ts';
import type { ManagedIdEntry } from '../../../../lib/domain/connectwise-records.ts';
import { HOUR, isoTime, MINUTE, SECOND } from '../../../../lib/shared/time.ts';
import { isMovedByOtherBrowser, sharedClock, throttle } from '../../../../lib/sync/pacing/throttle.ts';
import { COMPANY, entry, portalEvent } from '../../../support/builders/sync-records.ts';
import { newestEvents } from '../../../support/newest-events.ts';
import { TIMEOUT } from '../support/fake-connectwise.ts';
import { type Stage, stage } from '../support/stage.ts';

const NOON = Date.parse('2026-11-21T12:00:00.000Z');

describe('the throttle', () => {
  it('is open before the first sync', () => {
    expect(throttle([], NOON)).toEqual({ open: true });
    expect(throttle([undefined], NOON)).toEqual({ open: true });
  });

  it('is closed for twelve hours, and reports until when', () => {
    expect(throttle([NOON], NOON + 12 * HOUR - 1)).toEqual({
      open: false,
      opensAt: '2026-11-22T00:00:00.000Z',
      sentence:
        'Skipping ConnectWise synchronization (only updating every 12 hours). The next one may start at 2026-11-22 00:00 UTC.',
    });
    expect(throttle([NOON], NOON + 12 * HOUR)).toEqual({ open: true });
  });

  it('counts from the newest sync that is known', () => {
    expect(throttle([NOON - 20 * HOUR, NOON - HOUR, undefined], NOON).open).toBe(false);
  });

  it('does not stay closed for longer because a clock was set back', () => {
    expect(throttle([NOON + HOUR / 2], NOON).opensAt).toBe('2026-11-22T00:00:00.000Z');
    expect(throttle([NOON + 1000 * HOUR], NOON)).toEqual({ open: true });
    expect(throttle([NOON + 1000 * HOUR, NOON - HOUR], NOON).opensAt).toBe('2026-11-21T23:00:00.000Z');
  });
});

/** The Backup Stats entry as a sync left it. */
function synced(at: number, members: Partial<ManagedIdEntry> = {}): ManagedIdEntry {
  const _info = { lastUpdated: isoTime(at), updatedBy: 'bridge' };
  return entry({ id: 2, deviceType: 'BackupStats', successfulBackupJobs: 3, failedBackupJobs: 0, _info, ...members });
}

describe('the shared clock', () => {
  it('is when our member last wrote the Backup Stats entry of the customer', () => {
    const entries = [synced(NOON - HOUR), synced(NOON - 3 * HOUR), entry({ id: 1 })];
    expect(sharedClock(entries, 'EFS-342', 'bridge')).toBe(NOON - HOUR);
    expect(sharedClock(entries, 'EFS-355', 'bridge')).toBeUndefined();
  });

  it('is not moved by a user, by the other entry of the pair, or by an entry that was only just made', () => {
    expect(sharedClock([synced(NOON)], 'EFS-342', 'jdoe')).toBeUndefined();
    expect(sharedClock([synced(NOON, { deviceType: 'WorkstationsAndServers' })], 'EFS-342', 'bridge')).toBeUndefined();
    const made = synced(NOON, { successfulBackupJobs: null, failedBackupJobs: null });
    expect(sharedClock([made], 'EFS-342', 'bridge')).toBeUndefined();
  });

  const run = (kind: Cause['kind'], state: RunState): Run => ({
    id: 'r',
    companyId: COMPANY,
    companyName: '',
    efsIds: [],
    cause: { kind },
    startedAt: isoTime(NOON),
    finishedAt: isoTime(NOON + 10 * SECOND),
    state,
    progress: { step: '', done: 0, total: 0 },
    outcomes: [],
    counts: { applied: 1, failed: 0, conflict: 0, held: 0, unknown: 0 },
  });

  it.each([
    ['event', 'done', false],
    ['event', 'failed', false],
    ['event', 'interrupted', false],
    ['user', 'done', false],
    ['bulk-sync', 'done', false],
    ['fix', 'done', false],
    ['ticket', 'done', true],
  ] as const)('moved within a run of this browser (%s, %s): by another is %s', (kind, state, byAnother) => {
    expect(isMovedByOtherBrowser(NOON + 5 * SECOND, [run(kind, state)])).toBe(byAnother);
    expect(isMovedByOtherBrowser(NOON + HOUR, [run(kind, state)])).toBe(true);
  });

  it('is another’s where a run of this browser was cut off long before, though its end was recorded much later', () => {
    const cutOff = { ...run('event', 'interrupted'), finishedAt: isoTime(NOON + 9 * HOUR) };
    expect(isMovedByOtherBrowser(NOON + 3 * HOUR, [cutOff])).toBe(true);
    expect(isMovedByOtherBrowser(NOON + 2 * MINUTE, [cutOff])).toBe(false);
  });
});

describe('two browsers at one throttle', () => {
  const two = async () => {
    const first = await stage();
    const second = await stage({ beside: first });
    first.portal.log.push(portalEvent('e1'));
    return { first, second };
  };
  const reported = async (on: Stage) =>
    (await newestEvents(on.engine, 5)).map(({ state, outcomes }) => [state, outcomes[0]]);

  it('read the entries and nothing more where the other synced within it', async () => {
    const { first, second } = await two();
    await first.engine.poll();
    await second.store.putLinks(COMPANY, ['342']);
    first.connectWise.calls.length = 0;
    await second.engine.poll();
    expect(first.connectWise.calls).toEqual(['managedIdEntries']);
    expect(await reported(second)).toEqual([
      ['skipped', expect.stringContaining('Skipping ConnectWise synchronization')],
    ]);
    const [skipped] = await second.store.runs({ limit: 5 });
    expect(skipped).toMatchObject({ state: 'cancelled', counts: { applied: 0 } });
  });

  it('continue after half a sync of their own', async () => {
    const on = await stage();
    await on.store.putLinks(COMPANY, ['342']);
    on.portal.log.push(portalEvent('e1'));
    on.connectWise.disturb = (call, change) =>
      call === 'write' && change?.resource === 'addition'
        ? { failure: { ...TIMEOUT, code: 'server-error' } }
        : undefined;
    await on.engine.poll();
    expect(on.connectWise.tables.entries[1]?.successfulBackupJobs).toBe(1);
    on.connectWise.disturb = () => undefined;
    on.time.now += MINUTE;
    await on.engine.drain();
    expect(on.connectWise.tables.additions[0]?.quantity).toBe(100);
    expect((await reported(on))[0]?.[0]).toBe('done');
  });

  it('have not moved the clock when the sync was cut off before its end', async () => {
    const { first, second } = await two();
    first.connectWise.disturb = (call, change) =>
      call === 'write' && change?.resource === 'addition' ? { failure: TIMEOUT } : undefined;
    await first.engine.poll();
    first.connectWise.disturb = () => undefined;
    await second.engine.poll();
    expect((await reported(second))[0]?.[0]).toBe('done');
    expect(first.connectWise.tables.additions[0]?.quantity).toBe(100);
  });

  it('do not block a user', async () => {
    const { first, second } = await two();
    await first.engine.poll();
    expect((await second.sync()).run).toMatchObject({ state: 'done', counts: { applied: 0 } });
  });
});
