import { describe, expect, it } from 'vitest';
import { isoTime } from '../../../lib/shared/time.ts';
import type { OutboxEntry, StoredEvent } from '../../../lib/sync/store.ts';
import { event, freshStore, NOON, NOON_ISO, SYNC } from './fresh-store.ts';

const LATER = isoTime(NOON + 60_000);
const failure = { code: 'timeout', message: 'No answer.', nextStep: 'Wait.' } as const;
const reported = (text: string) => ({ at: NOON_ISO, events: { state: 'done' as const, outcomes: [text] } });

type Store = Awaited<ReturnType<typeof freshStore>>;

async function leased(store: Store, now = NOON, only?: 'manual'): Promise<OutboxEntry> {
  const entry = await store.lease(now, 1000, only);
  if (!entry) throw new Error('nothing to lease');
  return entry;
}

async function found(store: Store, id: string): Promise<StoredEvent> {
  const stored = await store.event('efs', id);
  if (!stored) throw new Error('no such event');
  return stored;
}

/** A store with the events `a` and `b`, both with their outcome. */
async function ended(): Promise<Store> {
  const store = await freshStore();
  await store.takeEvents('efs', [event('a'), event('b')], 'c', NOON_ISO, SYNC);
  await store.settle(await leased(store), { state: 'done' }, reported('First.'));
  return store;
}

describe('reprocessing', () => {
  it('makes the event wait again, for its requested work, and marks the work as manual', async () => {
    const store = await ended();
    const work = { sync: true, tickets: ['342:-:backup-finished'] };
    await store.reprocess(await found(store, 'a'), work, LATER);
    const again = await found(store, 'a');
    expect(again).toMatchObject({
      state: 'waiting',
      waitsFor: ['sync:342', 'ticket:342:-:backup-finished'],
      reported: [],
      outcomes: [],
    });
    expect(again).not.toHaveProperty('processedAt');
    expect(await found(store, 'b')).toMatchObject({ state: 'done', outcomes: ['First.'] });
    expect(await store.outbox()).toMatchObject([
      { key: 'sync:342', kind: 'sync', manual: true, state: 'pending', dueAt: NOON + 60_000, attempts: 0 },
      { key: 'ticket:342:-:backup-finished', kind: 'ticket', incidentKey: '342:-:backup-finished', manual: true },
    ]);
    await store.settle(await leased(store, NOON + 60_000), { state: 'done' }, reported('Again.'));
    await store.settle(await leased(store, NOON + 60_000), { state: 'done' }, reported('Ticket.'));
    expect(await found(store, 'a')).toMatchObject({ state: 'done', outcomes: ['Again.', 'Ticket.'] });
    expect(await store.outbox()).toEqual([]);
  });

  it.each([
    ['a retry', { state: 'waiting', dueAt: NOON + 99_000_000, failure } as const],
    ['a closed throttle', { state: 'waiting', dueAt: NOON + 99_000_000 } as const],
    ['a user', { state: 'needs-user', failure } as const],
  ])('does not wait for %s', async (_what, next) => {
    const store = await freshStore();
    await store.takeEvents('efs', [event('a')], 'c', NOON_ISO, SYNC);
    await store.settle(await leased(store), next, reported('First.'));
    await store.reprocess(await found(store, 'a'), { sync: true, tickets: [] }, LATER);
    const [entry] = await store.outbox();
    expect(entry).toMatchObject({ state: 'pending', manual: true, dueAt: NOON + 60_000, attempts: 0 });
    expect(entry).not.toHaveProperty('failure');
  });

  it('while the work is leased waits for its end, and repeats it once, still as manual', async () => {
    const store = await freshStore();
    await store.takeEvents('efs', [event('a'), event('b')], 'c', NOON_ISO, SYNC);
    const first = await leased(store);
    await store.reprocess(await found(store, 'a'), { sync: true, tickets: [] }, LATER);
    expect(await store.settle(first, { state: 'done' }, reported('First.'))).toBe(true);
    expect(await found(store, 'a')).toMatchObject({ state: 'waiting', outcomes: [] });
    expect(await found(store, 'b')).toMatchObject({ state: 'done', outcomes: ['First.'] });
    const second = await leased(store, NOON + 60_000, 'manual');
    expect(second).toMatchObject({ manual: true, attempts: 1 });
    await store.settle(second, { state: 'done' }, reported('Second.'));
    expect(await found(store, 'a')).toMatchObject({ state: 'done', outcomes: ['Second.'] });
  });

  it('ends with the outcome: an entry that stays for something else is no longer manual', async () => {
    const store = await ended();
    await store.reprocess(await found(store, 'a'), { sync: true, tickets: [] }, LATER);
    const entry = await leased(store, NOON + 60_000);
    await store.takeEvents('efs', [event('c')], 'c2', LATER, SYNC);
    await store.settle(entry, { state: 'done' }, reported('Again.'));
    const [left] = await store.outbox();
    expect(left).toMatchObject({ key: 'sync:342', state: 'pending' });
    expect(left).not.toHaveProperty('manual');
    expect(await store.lease(NOON * 2, 1000, 'manual')).toBeUndefined();
  });

  it('does not end with a retry: manual work is still pending', async () => {
    const store = await ended();
    await store.reprocess(await found(store, 'a'), { sync: true, tickets: [] }, LATER);
    const entry = await leased(store, NOON + 60_000);
    await store.settle(entry, { state: 'waiting', dueAt: NOON + 70_000, failure }, { at: LATER });
    expect(await store.lease(NOON + 69_999, 1000, 'manual')).toBeUndefined();
    expect(await leased(store, NOON + 70_000, 'manual')).toMatchObject({ manual: true, attempts: 2 });
  });

  it('survives a worker that stops with the lease', async () => {
    const store = await ended();
    await store.reprocess(await found(store, 'a'), { sync: true, tickets: [] }, LATER);
    await leased(store, NOON + 60_000);
    await store.expireLeases(Number.POSITIVE_INFINITY);
    expect(await leased(store, NOON + 60_000, 'manual')).toMatchObject({ key: 'sync:342', manual: true });
  });

  it('is not answered by earlier work of another browser', async () => {
    const store = await freshStore();
    await store.takeEvents('efs', [event('a')], 'c', NOON_ISO, SYNC);
    const looked = await store.outbox();
    await store.reprocess(await found(store, 'a'), { sync: true, tickets: [] }, LATER);
    await store.settleUntaken(looked, reported('Another browser did it.'));
    expect(await found(store, 'a')).toMatchObject({ state: 'waiting', outcomes: [] });
    expect(await store.outbox()).toMatchObject([{ state: 'pending', manual: true }]);
  });

  it('without work, or of an event that no longer exists, changes nothing', async () => {
    const store = await ended();
    const before = await found(store, 'a');
    await store.reprocess(before, { sync: false, tickets: [] }, LATER);
    await store.reprocess({ ...before, id: 'gone' }, { sync: true, tickets: [] }, LATER);
    expect(await found(store, 'a')).toEqual(before);
    expect(await store.outbox()).toEqual([]);
    expect(await store.events(9)).toHaveLength(2);
  });
});

describe('leasing manual work', () => {
  it('takes the oldest of it alone, however much else is due', async () => {
    const store = await freshStore();
    const customers = ['1', '2', '3', '4'];
    const page = customers.map((customerId) => event(customerId, { customerId }));
    await store.takeEvents('efs', page, 'c', NOON_ISO, SYNC);
    await store.reprocess(await found(store, '3'), { sync: true, tickets: [] }, isoTime(NOON + 1));
    await store.reprocess(await found(store, '2'), { sync: true, tickets: [] }, isoTime(NOON + 2));
    expect((await leased(store, NOON + 2, 'manual')).customerId).toBe('3');
    expect((await leased(store, NOON + 2, 'manual')).customerId).toBe('2');
    expect(await store.lease(NOON + 2, 1000, 'manual')).toBeUndefined();
    expect((await leased(store, NOON + 2)).customerId).toBe('1');
    // A lease that ended is due again, manual as before.
    expect((await leased(store, NOON + 1002, 'manual')).customerId).toBe('2');
  });
});
