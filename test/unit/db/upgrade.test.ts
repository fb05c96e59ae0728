import 'fake-indexeddb/auto';
import { deleteDB, type IDBPDatabase, type IDBPTransaction, openDB } from 'idb';
import { describe, expect, it } from 'vitest';
import { openDatabase } from '../../../lib/db/open.ts';
import { openStore } from '../../../lib/db/sync-store.ts';
import { upgrade } from '../../../lib/db/upgrade.ts';
import type { EntryOfVersion1, EventOfVersion1 } from '../../../lib/db/version-1.ts';
import { event, freshStore, NOON, NOON_ISO, run, SYNC } from './fresh-store.ts';

/** The database as version 1 of the extension made it: by its own step. */
function openVersion1(name: string): Promise<IDBPDatabase<unknown>> {
  return openDB<unknown>(name, 1, {
    upgrade: (database, _old, _new, transaction) =>
      upgrade(database, transaction as IDBPTransaction<unknown, string[], 'versionchange'>, 0, 1),
  });
}

const HISTORY = 'Reported before this browser was connected: counted in the statistics, nothing pushed.';

function oldEvent(id: string, members: Partial<EventOfVersion1>): EventOfVersion1 {
  return { ...event(id), source: 'efs', seenAt: NOON_ISO, sequence: 1, state: 'waiting', outcomes: [], ...members };
}

const ENTRY: EntryOfVersion1 = {
  key: 'sync:342',
  customerId: '342',
  state: 'waiting',
  enqueuedAt: NOON_ISO,
  newestEventAt: NOON_ISO,
  newestSequence: 7,
  attempts: 2,
  dueAt: NOON + 5,
  failure: { code: 'timeout', message: 'No answer.', nextStep: 'Wait.' },
};
const OTHERS = {
  cursors: { source: 'efs', cursor: 'c9', readsHistory: false },
  counters: { name: 'event-sequence', value: 7 },
  plans: { id: 'plan', madeAt: NOON_ISO },
  runs: run('r1', { state: 'done' }),
  journal: { id: 'r1:0001', runId: 'r1', at: NOON_ISO, change: { ref: { companyId: 250 } } },
  links: { customerId: '342', companyId: 250 },
  cache: { key: 'poll:state', value: { newEvents: 2 }, at: NOON },
};

async function filledVersion1(name: string): Promise<void> {
  const database = await openVersion1(name);
  await database.put('events', oldEvent('waits', { sequence: 7 }));
  await database.put('events', oldEvent('done', { sequence: 2, state: 'done', outcomes: ['One.', 'Two.'] }));
  await database.put('events', oldEvent('needs', { sequence: 3, state: 'needs-user', outcomes: ['No.'] }));
  await database.put('events', oldEvent('throttled', { sequence: 4, state: 'skipped', outcomes: ['Later.'] }));
  await database.put('events', oldEvent('history', { state: 'skipped', outcomes: [HISTORY] }));
  await database.put('outbox', ENTRY);
  for (const [store, value] of Object.entries(OTHERS)) await database.put(store, value);
  database.close();
}

describe('upgrading a database of version 1', () => {
  it('begins with what version 1 was', async () => {
    const database = await openVersion1(crypto.randomUUID());
    const names = [...database.objectStoreNames];
    const indexes = Object.fromEntries(
      names.map((name) => [name, [...database.transaction(name).store.indexNames].join(' ')]),
    );
    expect(indexes).toEqual({
      cache: '',
      counters: '',
      cursors: '',
      events: 'byCustomer byState byTime',
      journal: 'byCompany byRun byTime',
      links: 'byCompany byCustomer',
      outbox: 'byDue',
      plans: 'byTime',
      runs: 'byCause byCompany byState byTime',
    });
    database.close();
  });

  it('keeps everything, and says of events what they wait for and were told', async () => {
    const name = crypto.randomUUID();
    await filledVersion1(name);
    const store = await freshStore(name);
    const key = 'sync:342';
    const events = Object.fromEntries((await store.events(9)).map((one) => [one.id, one]));
    expect(events).toEqual({
      waits: { ...oldEvent('waits', { sequence: 7 }), waitsFor: [key], reported: [] },
      done: {
        ...oldEvent('done', { sequence: 2, state: 'done', outcomes: ['One.', 'Two.'] }),
        waitsFor: [],
        reported: [{ key, state: 'done', outcomes: ['One.', 'Two.'] }],
      },
      needs: {
        ...oldEvent('needs', { sequence: 3, state: 'needs-user', outcomes: ['No.'] }),
        waitsFor: [],
        reported: [{ key, state: 'needs-user', outcomes: ['No.'] }],
      },
      throttled: {
        ...oldEvent('throttled', { sequence: 4, state: 'skipped', outcomes: ['Later.'] }),
        waitsFor: [],
        reported: [{ key, state: 'skipped', outcomes: ['Later.'] }],
      },
      history: {
        ...oldEvent('history', { state: 'skipped', outcomes: [HISTORY] }),
        waitsFor: [],
        reported: [{ key: 'rules', state: 'skipped', outcomes: [HISTORY] }],
      },
    });
    expect(await store.outbox()).toEqual([{ ...ENTRY, kind: 'sync' }]);

    const database = await openDatabase(name);
    for (const [kept, value] of Object.entries(OTHERS)) {
      expect(await database.getAll(kept as keyof typeof OTHERS)).toEqual([value]);
    }
    database.close();
  });

  it('goes on where it was: what waited is worked off, and numbers count on', async () => {
    const name = crypto.randomUUID();
    await filledVersion1(name);
    const store = await freshStore(name);
    await store.takeEvents('efs', [event('next')], 'c10', NOON_ISO, SYNC);
    const entry = await store.lease(NOON + 5, 1000);
    if (!entry) throw new Error('nothing to lease');
    expect((await store.eventsOfEntry(entry)).map(({ id, sequence }) => [id, sequence])).toEqual([
      ['waits', 7],
      ['next', 8],
    ]);
    const said = { at: NOON_ISO, events: { state: 'done' as const, outcomes: ['Pushed.'] } };
    expect(await store.settle(entry, { state: 'done' }, said)).toBe(true);
    expect(await store.outbox()).toEqual([]);
    expect(await store.event('efs', 'waits')).toMatchObject({ state: 'done', outcomes: ['Pushed.'] });
  });

  it('leaves version 1 as it was when a step fails', async () => {
    const name = crypto.randomUUID();
    await filledVersion1(name);
    const before = await openVersion1(name);
    const { outcomes: _outcomes, ...broken } = oldEvent('zz-broken', { state: 'done' });
    await before.put('events', broken);
    const kept = await before.getAll('events');
    before.close();
    await expect(openDatabase(name)).rejects.toThrow();
    const after = await openVersion1(name);
    expect(after.version).toBe(1);
    expect(await after.getAll('events')).toEqual(kept);
    expect([...after.transaction('events').store.indexNames]).toContain('byState');
    after.close();
  });
});

describe('a database that is closed under the store', () => {
  it('says so, so that it is opened again instead of failing for as long as the worker lives', async () => {
    const name = crypto.randomUUID();
    let closed = 0;
    const store = await openStore(name, undefined, { onClosed: () => closed++ });
    await store.cache('key', 1, NOON);
    // A newer worker wants to upgrade it; a user who clears the site's data does the same.
    await deleteDB(name);
    expect(closed).toBe(1);
    await expect(store.cached('key')).rejects.toThrow();
    const again = await openStore(name);
    expect(await again.cached('key')).toBeUndefined();
    again.close();
  });
});

describe('upgrading a database of version 2', () => {
  it('has writes without a result looked for, and leaves all others as they are', async () => {
    const name = crypto.randomUUID();
    const before = await openDB<unknown>(name, 2, {
      upgrade: (database, _old, _new, transaction) =>
        upgrade(database, transaction as IDBPTransaction<unknown, string[], 'versionchange'>, 0, 2),
    });
    for (const state of ['applied', 'intended', 'unknown', 'failed']) {
      await before.put('journal', { ...OTHERS.journal, id: `r1:${state}`, state });
    }
    before.close();
    const store = await freshStore(name);
    expect((await store.unclearWrites()).map(({ id, unclear }) => [id, unclear])).toEqual([
      ['r1:intended', { since: NOON, lookAt: NOON }],
      ['r1:unknown', { since: NOON, lookAt: NOON }],
    ]);
    expect(await store.journalOfRun('r1')).toHaveLength(4);
  });
});
