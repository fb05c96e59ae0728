import { describe, expect, it } from 'vitest';
import { isoTime } from '../../../lib/shared/time.ts';
import { BOTH, failed, freshStore, leased, NOON, NOON_ISO, SYNC, said, TICKET } from './fresh-store.ts';

describe('settling work that was not taken', () => {
  it('reports to the events and removes the entries', async () => {
    const store = await freshStore();
    await store.takeEvents('efs', [failed('a')], 'c', NOON_ISO, BOTH);
    await store.settleUntaken(await store.outbox(), said('done', 'Another browser did it.', isoTime(NOON + 3)));
    expect(await store.outbox()).toEqual([]);
    expect(await store.event('efs', 'a')).toMatchObject({ state: 'done', processedAt: isoTime(NOON + 3) });
  });

  it('skips what was taken, or got newer events, since it was read', async () => {
    const store = await freshStore();
    await store.takeEvents('efs', [failed('a')], 'c', NOON_ISO, BOTH);
    const looked = await store.outbox();
    const sync = await leased(store, 'sync:342');
    await store.takeEvents('efs', [failed('b')], 'c', NOON_ISO, BOTH);
    await store.settleUntaken(looked, said('done', 'Another browser did it.'));
    expect((await store.outbox()).map(({ key, state }) => [key, state])).toEqual([
      [TICKET, 'pending'],
      ['sync:342', 'leased'],
    ]);
    expect((await store.event('efs', 'a'))?.waitsFor).toEqual(['sync:342']);
    expect((await store.event('efs', 'b'))?.waitsFor).toEqual(['sync:342', TICKET]);
    expect(await store.settle(sync, { state: 'done' }, said('done', 'Synced.'))).toBe(true);
  });

  it('leaves a retry its delay when more was reported since', async () => {
    const store = await freshStore();
    await store.takeEvents('efs', [failed('a')], 'c', NOON_ISO, SYNC);
    const looked = await store.outbox();
    const failure = { code: 'timeout', message: 'No answer.', nextStep: 'Wait.' } as const;
    const next = { state: 'waiting', dueAt: NOON + 5000, failure } as const;
    await store.settle(await leased(store, 'sync:342'), next, { at: NOON_ISO });
    await store.takeEvents('efs', [failed('b')], 'c', NOON_ISO, SYNC);
    await store.settleUntaken(looked, said('done', 'Another browser did it.'));
    expect(await store.outbox()).toMatchObject([{ state: 'waiting', dueAt: NOON + 5000, failure, attempts: 1 }]);
    expect((await store.event('efs', 'a'))?.state).toBe('done');
    expect((await store.event('efs', 'b'))?.state).toBe('waiting');
  });

  it('takes over an entry whose lease has ended', async () => {
    const store = await freshStore();
    await store.takeEvents('efs', [failed('a')], 'c', NOON_ISO, SYNC);
    const left = await leased(store, 'sync:342');
    const looked = await store.outbox();
    await store.settleUntaken(looked, said('done', 'Another browser did it.', isoTime(NOON + 999)));
    expect(await store.event('efs', 'a')).toMatchObject({ state: 'waiting' });
    await store.settleUntaken(looked, said('done', 'Another browser did it.', isoTime(NOON + 1000)));
    expect(await store.outbox()).toEqual([]);
    expect(await store.event('efs', 'a')).toMatchObject({ outcomes: ['Another browser did it.'] });
    expect(await store.settle(left, { state: 'done' }, said('done', 'Synced.'))).toBe(false);
  });

  it('keeps the entry until the throttle opens on request', async () => {
    const store = await freshStore();
    await store.takeEvents('efs', [failed('a')], 'c', NOON_ISO, SYNC);
    const next = { state: 'waiting', dueAt: NOON + 5000 } as const;
    await store.settleUntaken(await store.outbox(), said('skipped', 'Throttle.'), next);
    expect(await store.outbox()).toMatchObject([{ state: 'waiting', dueAt: NOON + 5000 }]);
    expect((await store.event('efs', 'a'))?.state).toBe('skipped');
  });
});

describe('an entry that an event waits for', () => {
  it('never ends without a report to the event: settling it is refused, and nothing changes', async () => {
    const store = await freshStore();
    await store.takeEvents('efs', [failed('a')], 'c', NOON_ISO, SYNC);
    const entry = await leased(store, 'sync:342');
    await expect(store.settle(entry, { state: 'done' }, { at: NOON_ISO })).rejects.toThrow('still waits');
    await store.expireLeases(Number.POSITIVE_INFINITY);
    await expect(store.settleUntaken(await store.outbox(), { at: NOON_ISO })).rejects.toThrow('still waits');
    expect(await store.outbox()).toMatchObject([{ key: 'sync:342', state: 'pending' }]);
    expect(await store.event('efs', 'a')).toMatchObject({ state: 'waiting' });
  });
});
