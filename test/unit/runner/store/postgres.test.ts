import { expect, it } from 'vitest';
import type { Database } from '../../../../lib/db/schema.ts';
import { storeOver } from '../../../../lib/db/sync-store.ts';
import { atomically } from '../../../../lib/db/transaction.ts';
import { openSqlObjects } from '../../../../lib/runner/store/sql-objects.ts';
import { event, NOON, SYNC } from '../../db/fresh-store.ts';
import { freshSchema, sharedPostgres } from './shared-database.ts';

const sql = await sharedPostgres();

/** The same data, opened by several runners. */
async function opened(count: number): Promise<Database[]> {
  const schema = freshSchema();
  return Promise.all(Array.from({ length: count }, () => openSqlObjects(sql, schema)));
}

const add = (database: Database) =>
  atomically(database, ['counters'], async (transaction) => {
    const counters = transaction.objectStore('counters');
    const before = (await counters.get('n'))?.value ?? 0;
    await counters.put({ name: 'n', value: before + 1 });
  });

it('loses no change of runners that change the same at the same time', async () => {
  const runners = await opened(4);
  await Promise.all(runners.flatMap((database) => Array.from({ length: 25 }, () => add(database))));
  expect(await runners[0]?.get('counters', 'n')).toEqual({ name: 'n', value: 100 });
});

it('never waits for itself in a ring, in whatever order stores are named', async () => {
  const [one, other] = await opened(2);
  if (!one || !other) throw new Error('Not opened.');
  const work = (database: Database, names: ['events', 'outbox'] | ['outbox', 'events']) =>
    atomically(database, names as ['events', 'outbox'], async (transaction) => {
      await transaction.objectStore('outbox').getAll();
      await transaction.objectStore('events').getAll();
    });
  const both = Array.from({ length: 20 }, () => [work(one, ['events', 'outbox']), work(other, ['outbox', 'events'])]);
  await Promise.all(both.flat());
});

it('shows a transaction that reads one moment, whatever others write in between', async () => {
  const [one, other] = await opened(2);
  if (!one || !other) throw new Error('Not opened.');
  await add(one);
  const { store, done } = one.transaction('counters');
  const before = await store.get('n');
  // Another connection commits while this one is asked again and again, as IndexedDB would have to be.
  const adding = { done: false };
  void add(other).then(() => {
    adding.done = true;
  });
  let after = before;
  while (!adding.done) after = await store.get('n');
  expect([before, after]).toEqual([
    { name: 'n', value: 1 },
    { name: 'n', value: 1 },
  ]);
  await done;
  expect(await one.get('counters', 'n')).toEqual({ name: 'n', value: 2 });
});

it('leases each entry to one of many', async () => {
  const stores = (await opened(5)).map((database, at) => storeOver(database, () => `runner-${at}.${Math.random()}`));
  const pair = { tenant: 'na.example.com/acme', portal: 'efs-portal portal.example.com' };
  const runners = stores.map((store) => store.forConnection(pair));
  const events = Array.from({ length: 30 }, (_, at) => event(`e${at}`, { customerId: `c${at}` }));
  await runners[0]?.takeEvents('portal', events, 'cursor-1', '2026-11-21T12:00:00.000Z', SYNC);
  const leased = await Promise.all(
    Array.from({ length: 60 }, (_, at) => runners[at % runners.length]?.lease(NOON + 1_000, 60_000)),
  );
  const keys = leased.flatMap((entry) => entry?.key ?? []);
  expect(new Set(keys).size).toBe(keys.length);
  expect(keys).toHaveLength(30);
});

it('gives a lease of another runner back only when that one has ended', async () => {
  const [one, other] = (await opened(2)).map((database, at) => storeOver(database, () => `runner${at}.token`));
  const pair = { tenant: 'na.example.com/acme', portal: 'efs-portal portal.example.com' };
  await one?.forConnection(pair).takeEvents('portal', [event('e1')], 'c', '2026-11-21T12:00:00.000Z', SYNC);
  const key = 'sync:342';
  expect(await one?.forConnection(pair).lease(NOON + 1_000, 60_000, { key })).toMatchObject({ key });
  const expire = (ended: string) =>
    other?.forConnection(pair).expireLeases(Number.POSITIVE_INFINITY, (token) => token.startsWith(`${ended}.`));
  expect(await expire('runner1')).toBe(0);
  expect(await other?.forConnection(pair).lease(NOON + 2_000, 60_000, { key })).toBeUndefined();
  expect(await expire('runner0')).toBe(1);
  expect(await other?.forConnection(pair).lease(NOON + 2_000, 60_000, { key })).toMatchObject({ key });
});
