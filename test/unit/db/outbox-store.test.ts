import { describe, expect, it } from 'vitest';
import { isoTime } from '../../../lib/shared/time.ts';
import type { OutboxEntry } from '../../../lib/sync/store.ts';
import { event, freshStore, KEY, NOON, NOON_ISO, run, SYNC, TICKET } from './fresh-store.ts';

const SYNCED = { at: NOON_ISO, events: { state: 'done', outcomes: ['Synced.'] } } as const;
const failure = { code: 'timeout', message: 'No answer.', nextStep: 'Wait.' } as const;

async function leased(store: Awaited<ReturnType<typeof freshStore>>, now = NOON): Promise<OutboxEntry> {
  const entry = await store.lease(now, 1000);
  if (!entry) throw new Error('nothing to lease');
  return entry;
}

describe('the outbox', () => {
  it('has one entry per customer, however many events', async () => {
    const store = await freshStore();
    await store.takeEvents('efs', [event('a'), event('b')], 'c1', NOON_ISO, SYNC);
    await store.takeEvents('efs', [event('c')], 'c2', isoTime(NOON + 5), SYNC);
    expect(await store.outbox()).toMatchObject([{ key: 'sync:342', newestEventAt: isoTime(NOON + 5) }]);
  });

  it('leases the oldest first, each to one worker', async () => {
    const store = await freshStore();
    await store.takeEvents('efs', [event('a')], 'c1', NOON_ISO, SYNC);
    await store.takeEvents('efs', [event('b', { customerId: '111' })], 'c2', isoTime(NOON + 1), SYNC);
    expect((await leased(store, NOON + 2)).customerId).toBe('342');
    expect((await leased(store, NOON + 2)).customerId).toBe('111');
    expect(await store.lease(NOON + 2, 1000)).toBeUndefined();
  });

  it('gives an entry to another worker once its lease has ended', async () => {
    const store = await freshStore();
    await store.takeEvents('efs', [event('a')], 'c1', NOON_ISO, SYNC);
    await leased(store);
    expect(await store.lease(NOON + 999, 1000)).toBeUndefined();
    expect(await store.lease(NOON + 1000, 1000)).toMatchObject({ attempts: 2 });
  });

  it('returns leases to the queue', async () => {
    const store = await freshStore();
    await store.takeEvents('efs', [event('a')], 'c1', NOON_ISO, SYNC);
    await leased(store);
    expect(await store.expireLeases(NOON + 10)).toBe(0);
    expect(await store.expireLeases(Number.POSITIVE_INFINITY)).toBe(1);
    expect(await store.outbox()).toMatchObject([{ state: 'pending' }]);
    // Due at once, though the lease would have gone on.
    expect(await leased(store, NOON + 10)).toMatchObject({ customerId: '342' });
  });

  it('stores outcome, events and run in one step and removes the entry', async () => {
    const store = await freshStore();
    await store.takeEvents('efs', [event('a'), event('b')], 'c1', NOON_ISO, SYNC);
    const ended = run('r', { state: 'done' });
    expect(await store.settle(await leased(store), { state: 'done' }, { ...SYNCED, run: ended })).toBe(true);
    expect(await store.outbox()).toEqual([]);
    expect(await store.getRun('r')).toEqual(ended);
    expect((await store.events(10)).map((stored) => stored.state)).toEqual(['done', 'done']);
  });

  it('ignores the result of a worker that lost its lease', async () => {
    const store = await freshStore();
    await store.takeEvents('efs', [event('a')], 'c1', NOON_ISO, SYNC);
    const slow = await leased(store);
    const fast = await leased(store, NOON + 2000);
    expect(await store.settle(slow, { state: 'done' }, { ...SYNCED, run: run('slow') })).toBe(false);
    expect(await store.getRun('slow')).toBeUndefined();
    expect(await store.events(1)).toMatchObject([{ state: 'waiting' }]);
    expect(await store.settle(fast, { state: 'done' }, SYNCED)).toBe(true);
    expect(await store.settle(fast, { state: 'done' }, SYNCED)).toBe(false);
  });

  it('does not lose an event that arrives while its entry is leased, even in the same millisecond', async () => {
    const store = await freshStore();
    await store.takeEvents('efs', [event('a')], 'c1', NOON_ISO, SYNC);
    const entry = await leased(store);
    await store.takeEvents('efs', [event('b')], 'c2', NOON_ISO, SYNC);
    await store.settle(entry, { state: 'done' }, SYNCED);
    expect((await store.events(10)).map((stored) => [stored.id, stored.state])).toEqual([
      ['b', 'waiting'],
      ['a', 'done'],
    ]);
    expect(await leased(store)).toMatchObject({ customerId: '342', attempts: 1 });
  });

  it('waits for a retry, which a new event does not speed up', async () => {
    const store = await freshStore();
    await store.takeEvents('efs', [event('a')], 'c1', NOON_ISO, SYNC);
    await store.settle(await leased(store), { state: 'waiting', dueAt: NOON + 5000, failure }, { at: NOON_ISO });
    await store.takeEvents('efs', [event('b')], 'c2', isoTime(NOON + 1), SYNC);
    expect(await store.lease(NOON + 4999, 1000)).toBeUndefined();
    expect(await store.lease(NOON + 5000, 1000)).toMatchObject({ attempts: 2 });
  });

  it('makes an entry due that waits for the throttle when an event arrives', async () => {
    const store = await freshStore();
    await store.takeEvents('efs', [event('a')], 'c1', NOON_ISO, SYNC);
    await store.settle(await leased(store), { state: 'waiting', dueAt: NOON + 5000 }, SYNCED);
    expect(await store.lease(NOON + 1, 1000)).toBeUndefined();
    await store.takeEvents('efs', [event('b')], 'c2', isoTime(NOON + 2), SYNC);
    expect(await store.lease(NOON + 2, 1000)).toMatchObject({ attempts: 1 });
  });

  it('keeps what needs a user until an event or a fixed connection makes it due again', async () => {
    const store = await freshStore();
    await store.takeEvents('efs', [event('a')], 'c1', NOON_ISO, SYNC);
    await store.settle(await leased(store), { state: 'needs-user', failure }, { at: NOON_ISO });
    expect(await store.lease(NOON * 2, 1000)).toBeUndefined();
    expect(await store.outbox()).toMatchObject([{ state: 'needs-user', failure }]);
    await store.takeEvents('efs', [event('b')], 'c2', isoTime(NOON + 2), SYNC);
    expect(await store.lease(NOON + 2, 1000)).toMatchObject({ customerId: '342' });
  });

  it('makes waiting entries due', async () => {
    const store = await freshStore();
    await store.takeEvents('efs', [event('a')], 'c1', NOON_ISO, SYNC);
    await store.settle(await leased(store), { state: 'waiting', dueAt: NOON + 5000, failure }, { at: NOON_ISO });
    await store.wakeWaiting(NOON + 1);
    expect(await store.lease(NOON + 1, 1000)).toMatchObject({ customerId: '342' });
  });

  it('makes the work of a ticket due, with or without an entry, also in a standby browser', async () => {
    const store = await freshStore();
    await store.wakeTicket({ key: KEY, customerId: '342' }, NOON_ISO);
    const made = await store.lease(NOON, 1000, 'manual');
    expect(made).toMatchObject({ key: TICKET, incidentKey: KEY, kind: 'ticket', customerId: '342', attempts: 1 });
    if (made) await store.settle(made, { state: 'needs-user', failure }, SYNCED);
    await store.wakeTicket({ key: KEY, customerId: '342' }, isoTime(NOON + 5));
    expect(await store.lease(NOON + 5, 1000, 'manual')).toMatchObject({ key: TICKET, attempts: 1 });
  });
});
