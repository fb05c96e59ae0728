import 'fake-indexeddb/auto';
import { deleteDB, openDB } from 'idb';
import { describe, expect, it } from 'vitest';
import { upgradeStores } from '../../../lib/db/create-stores.ts';
import { openDatabase } from '../../../lib/db/open.ts';
import { DATABASE_VERSION, type Schema } from '../../../lib/db/schema.ts';
import { openStore } from '../../../lib/db/sync-store.ts';
import { storageFailure } from '../../../lib/shared/storage-failure.ts';
import { isoTime } from '../../../lib/shared/time.ts';
import { event, freshStore, NOON, NOON_ISO, run } from './fresh-store.ts';

describe('a new database', () => {
  it('begins at version 3, with all stores and indexes', async () => {
    const database = await openDatabase(crypto.randomUUID());
    const names = [...database.objectStoreNames];
    const indexes = Object.fromEntries(
      names.map((name) => [name, [...database.transaction(name).store.indexNames].join(' ')]),
    );
    expect(database.version).toBe(3);
    expect(indexes).toEqual({
      billedClients: '',
      billingJoins: 'byCustomer',
      cache: '',
      counters: '',
      cursors: '',
      events: 'byCustomer byTime byWork',
      incidents: 'byAccount byCustomer byEnd',
      journal: 'byCompany byLook byRun byTime',
      links: 'byCompany',
      logBlocks: '',
      logChanges: '',
      logs: '',
      outbox: 'byDue byManual',
      plans: 'byTime',
      runs: 'byCause byCompany byState byTime',
      usage: 'byMonth',
    });
    database.close();
  });

  it('is opened again unchanged', async () => {
    const name = crypto.randomUUID();
    const store = await openStore(name);
    await store.cache('key', 1, NOON);
    store.close();
    const again = await openStore(name);
    expect(await again.cached('key')).toEqual({ value: 1, at: NOON });
    again.close();
  });
});

describe('a database of version 1', () => {
  it('keeps what is in it, and gets the stores of billing usage', async () => {
    const name = crypto.randomUUID();
    const before = await openDB(name, 1, {
      upgrade: (database) => void database.createObjectStore('cache', { keyPath: 'key' }),
    });
    await before.put('cache', { key: 'key', value: 1, at: NOON });
    before.close();
    const store = await openStore(name);
    expect(await store.cached('key')).toEqual({ value: 1, at: NOON });
    await store.putBilledClients('2026-10', [], []);
    expect([await store.billingJoins(), await store.billedClients('2026-10')]).toEqual([[], []]);
    store.close();
  });
});

describe('a database of version 2', () => {
  it('keeps its events and runs, which can be searched a part at a time, the newest first', async () => {
    const name = crypto.randomUUID();
    const before = await openDB<Schema>(name, 2, {
      upgrade: (database) => {
        upgradeStores(database, 0);
        for (const store of ['logs', 'logBlocks', 'logChanges'] as const) database.deleteObjectStore(store);
      },
    });
    const transaction = before.transaction(['events', 'runs', 'journal'], 'readwrite');
    for (let at = 0; at < 4_100; at++) {
      const stored = {
        tenant: '',
        portal: '',
        source: 'efs',
        seenAt: NOON_ISO,
        sequence: at,
        waitsFor: [],
        reported: [],
      };
      // All of a minute have the same time.
      const of = event(`e${at}`, { at: isoTime(NOON - Math.floor(at / 60) * 60_000) });
      await transaction.objectStore('events').put({ ...of, ...stored, state: 'done', outcomes: [] });
    }
    await transaction.objectStore('runs').put(run('r', { state: 'done', companyName: 'Copper Realty' }));
    await transaction.done;
    before.close();
    const store = await freshStore(name);
    const all = { filter: [], key: '', offset: 0, limit: 5, isCancelled: () => false };
    const found = async () => {
      const { total, missingBefore } = await store.searchEvents(all);
      return [total, missingBefore];
    };
    expect(await found()).toEqual([0, '\uffff']);
    expect(await store.tidyLogs()).toBe(true);
    expect(await found()).toEqual([2_040, isoTime(NOON - 33 * 60_000)]);
    while (await store.tidyLogs());
    expect(await found()).toEqual([4_100, undefined]);
    expect((await store.searchRuns(all)).rows.map(({ companyName }) => companyName)).toEqual(['Copper Realty']);
    expect((await store.searchEvents(all)).rows[0]?.at).toBe(NOON_ISO);
  });
});

describe('a database of a newer version', () => {
  const newer = DATABASE_VERSION + 1;

  it('is refused by name, and not changed', async () => {
    const name = crypto.randomUUID();
    const before = await openDB(name, newer, { upgrade: (database) => void database.createObjectStore('later') });
    before.close();
    const refused = await openDatabase(name).catch((error: unknown) => storageFailure(error));
    expect(refused).toMatchObject({ code: 'storage', message: expect.stringContaining('newer version') });
    const after = await openDB(name);
    expect([after.version, [...after.objectStoreNames]]).toEqual([newer, ['later']]);
    after.close();
  });

  it('may replace ours, which reports that it was closed', async () => {
    const name = crypto.randomUUID();
    let closed = 0;
    await openStore(name, undefined, { onClosed: () => closed++ });
    const after = await openDB(name, newer);
    expect([after.version, closed]).toEqual([newer, 1]);
    after.close();
  });
});

describe('a database that is closed under the store', () => {
  it('reports it, so that it is opened again instead of failing until the worker ends', async () => {
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
