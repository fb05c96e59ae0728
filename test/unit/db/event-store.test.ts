import { describe, expect, it, vi } from 'vitest';
import { event, freshStore, NOON, NOON_ISO, SYNC } from './fresh-store.ts';

describe('taking events', () => {
  it('stores events, cursor and work together', async () => {
    const store = await freshStore();
    expect(
      await store.takeEvents('efs', [event('a'), event('b', { customerId: '355' })], 'c1', NOON_ISO, SYNC),
    ).toEqual({
      added: 2,
    });
    expect(await store.cursor('efs')).toBe('c1');
    expect((await store.events(10)).map((stored) => [stored.id, stored.state])).toEqual([
      ['b', 'waiting'],
      ['a', 'waiting'],
    ]);
    expect((await store.outbox()).map((entry) => entry.key)).toEqual(['sync:342', 'sync:355']);
  });

  it.each([
    ['a function, which cannot be stored', { details: () => 'no' }],
    ['no id', { id: undefined }],
    ['an id that is no key', { id: { $ne: null } }],
    ['an account that is no key', { accountId: [{}] }],
  ])('one event with %s does not block the page or the cursor: it is omitted and named', async (_name, members) => {
    const store = await freshStore();
    const hostile = { ...event('b'), ...members } as unknown as ReturnType<typeof event>;
    const taken = await store.takeEvents('efs', [event('a'), hostile, event('c')], 'c1', NOON_ISO, SYNC);
    expect(taken).toEqual({ added: 2, leftOut: [{ event: hostile, why: expect.stringContaining('cannot store') }] });
    expect((await store.events(10)).map(({ id }) => id).sort()).toEqual(['a', 'c']);
    expect(await store.cursor('efs')).toBe('c1');
    expect(await store.outbox()).toHaveLength(1);
  });

  it('ignores an event that it has, and keeps its outcome', async () => {
    const store = await freshStore();
    await store.takeEvents('efs', [event('a'), event('a')], 'c1', NOON_ISO, SYNC);
    const entry = await store.lease(NOON, 1000);
    if (!entry) throw new Error('nothing to lease');
    await store.settle(entry, { state: 'done' }, { at: NOON_ISO, events: { state: 'done', outcomes: ['Synced.'] } });

    expect(await store.takeEvents('efs', [event('a')], 'c2', NOON_ISO, SYNC)).toEqual({ added: 0 });
    expect(await store.outbox()).toEqual([]);
    expect(await store.events(10)).toMatchObject([{ id: 'a', state: 'done', outcomes: ['Synced.'] }]);
    expect(await store.cursor('efs')).toBe('c2');
  });

  it('keeps the same id of two sources apart', async () => {
    const store = await freshStore();
    await store.takeEvents('efs', [event('a')], 'c', NOON_ISO, SYNC);
    expect(await store.takeEvents('x360', [event('a')], 'c', NOON_ISO, SYNC)).toEqual({ added: 1 });
  });

  it('returns the events of one customer since a moment, oldest first', async () => {
    const store = await freshStore();
    await store.takeEvents(
      'efs',
      [
        event('late', { at: '2026-11-20T00:00:00.000Z' }),
        event('early', { at: '2026-11-01T00:00:00.000Z' }),
        event('before', { at: '2026-10-31T23:59:59.000Z' }),
        event('other', { customerId: '355' }),
      ],
      'c',
      NOON_ISO,
      SYNC,
    );
    const found = await store.customerEvents('342', '2026-11-01T00:00:00.000Z');
    expect(found.map((stored) => stored.id)).toEqual(['early', 'late']);
  });

  it('settles the history before the first contact at once: it causes no work', async () => {
    const store = await freshStore();
    expect(await store.readsHistory('efs')).toBe(true);
    await store.takeEvents('efs', [event('a')], 'c1', NOON_ISO, SYNC, { more: true });
    expect(await store.readsHistory('efs')).toBe(true);
    await store.takeEvents('efs', [event('b')], 'c2', NOON_ISO, SYNC, { more: false });
    expect(await store.readsHistory('efs')).toBe(false);
    expect(await store.outbox()).toEqual([]);
    expect((await store.events(5)).map(({ state }) => state)).toEqual(['skipped', 'skipped']);
    await store.takeEvents('efs', [event('c')], 'c3', NOON_ISO, SYNC);
    expect(await store.outbox()).toHaveLength(1);
  });
});

describe('a poll without news', () => {
  const put = () => vi.spyOn(IDBObjectStore.prototype, 'put');
  const readwrite = (opened: { mock: { calls: unknown[][] } }) =>
    opened.mock.calls.filter(([, mode]) => mode === 'readwrite').length;

  it('stores the cursor of a fleet once: an unchanged one is not written again', async () => {
    const store = await freshStore();
    const cursor = JSON.stringify(Array.from({ length: 5000 }, (_, index) => `device-${index}`));
    const puts = put();
    await store.takeEvents('x360', [], cursor, NOON_ISO, SYNC);
    const transactions = vi.spyOn(IDBDatabase.prototype, 'transaction');
    await store.takeEvents('x360', [], cursor, NOON_ISO, SYNC);
    expect(puts).toHaveBeenCalledOnce();
    expect(readwrite(transactions)).toBe(0);
    vi.restoreAllMocks();
    expect(await store.cursor('x360')).toBe(cursor);
  });

  it('stores a cursor that moved, and the end of the history, without events', async () => {
    const store = await freshStore();
    await store.takeEvents('efs', [], 'c1', NOON_ISO, SYNC, { more: true });
    expect(await store.readsHistory('efs')).toBe(true);
    await store.takeEvents('efs', [], 'c1', NOON_ISO, SYNC, { more: false });
    expect(await store.readsHistory('efs')).toBe(false);
    await store.takeEvents('efs', [], 'c2', NOON_ISO, SYNC);
    expect(await store.cursor('efs')).toBe('c2');
  });
});
