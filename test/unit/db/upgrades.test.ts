import 'fake-indexeddb/auto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { DATABASE_VERSION } from '../../../lib/db/schema.ts';
import { openStore } from '../../../lib/db/sync-store.ts';
import type { Plan, Run } from '../../../lib/domain/change.ts';
import { DAY, isoTime } from '../../../lib/shared/time.ts';
import type { OutboxEntry, StoredEvent } from '../../../lib/sync/store.ts';
import { COMPANY, portalEvent, TICKET_SETTINGS } from '../../support/builders/sync-records.ts';
import { stage } from '../sync/support/stage.ts';
import { failure, report } from '../sync/support/ticket-stage.ts';
import { freshStore } from './fresh-store.ts';
import { fromJson, type KeptDatabase, keepDatabase, restoreDatabase } from './kept-database.ts';

const fileOf = (version: number) => new URL(`fixtures/version-${version}.json`, import.meta.url);
const VERSIONS = Array.from({ length: DATABASE_VERSION }, (_, at) => at + 1);
/** Writes the file of today's version. A file that was released is never written again. */
const KEEP = process.env.KEEP_DATABASE === '1';

describe.runIf(KEEP)('a database that has been in use', () => {
  it('is kept as the fixture of this version', async () => {
    writeFileSync(fileOf(DATABASE_VERSION), `${JSON.stringify(await usedDatabase(), null, 1)}\n`);
  });
});

it('has a kept database of every version: KEEP_DATABASE=1 writes the one of a new version', () => {
  expect(VERSIONS.filter((version) => !existsSync(fileOf(version)))).toEqual([]);
});

describe.each(VERSIONS.filter((version) => existsSync(fileOf(version))))('a kept database of version %i', (version) => {
  const kept = JSON.parse(readFileSync(fileOf(version), 'utf8')) as KeptDatabase;
  const rowsOf = <T>(name: string) =>
    kept.stores.find((store) => store.name === name)?.rows.map(({ value }) => fromJson(value) as T) ?? [];
  const upgraded = async () => {
    const name = crypto.randomUUID();
    await restoreDatabase(name, kept);
    const store = await freshStore(name);
    const [{ tenant = '', portal = '' } = {}] = rowsOf<StoredEvent>('events');
    return { name, store: store.forConnection({ tenant, portal }) };
  };

  it('is of that version, with rows in each of its stores', () => {
    expect(kept.version).toBe(version);
    expect(kept.stores.filter(({ rows }) => rows.length === 0).map(({ name }) => name)).toEqual([]);
  });

  it('has the layout of a new one when it is opened, and every row that it had', async () => {
    const { name } = await upgraded();
    const now = await keepDatabase(name);
    const fresh = crypto.randomUUID();
    (await openStore(fresh)).close();
    const layout = ({ version: of, stores }: KeptDatabase) => ({
      of,
      stores: stores.map(({ rows: _, ...rest }) => rest),
    });
    expect(layout(now)).toEqual(layout(await keepDatabase(fresh)));
    for (const { name: store, rows } of kept.stores)
      expect([store, now.stores.find((one) => one.name === store)?.rows]).toEqual([store, rows]);
  });

  it('is worked with: its work is leased, its plan, runs and journal are read, its logs are searched', async () => {
    const { store } = await upgraded();
    const events = rowsOf<StoredEvent>('events');
    const runs = rowsOf<Run>('runs');
    const [plan] = rowsOf<Plan>('plans');
    expect(await store.events(1_000)).toHaveLength(events.length);
    const work = rowsOf<OutboxEntry>('outbox').sort((a, b) => a.dueAt - b.dueAt);
    expect(await store.outbox()).toEqual(work);
    for (const { key, dueAt } of work) expect(await store.lease(dueAt, DAY)).toMatchObject({ key, state: 'leased' });
    expect(await store.companyOfCustomer('342')).toBe(COMPANY);
    expect(await store.plan(plan?.id ?? '')).toEqual(plan);
    expect(await store.runs({ limit: 100 })).toHaveLength(runs.length);
    expect((await store.journal({ limit: 1_000 })).length).toBe(rowsOf('journal').length);
    while (await store.tidyLogs(0));
    const all = { filter: [], key: '', offset: 0, limit: 1, isCancelled: () => false };
    expect(await store.searchEvents(all)).toMatchObject({ total: events.length, isComplete: true });
    expect(await store.searchRuns(all)).toMatchObject({ total: runs.length, isComplete: true });
  });
});

/** A browser's database after a day of work, with rows in every store. */
async function usedDatabase(): Promise<KeptDatabase> {
  const before = new Set((await indexedDB.databases()).map(({ name }) => name));
  const on = await stage({ settings: TICKET_SETTINGS });
  const { store, time } = on;
  await store.putLinks(COMPANY, ['342']);
  await report(on, failure('e1'));
  await on.sync();
  await on.engine.plan(COMPANY);
  const client = {
    id: '7',
    name: 'Eddie’s TV',
    amounts: [{ product: 'x360Recover', member: 'd2cServer', amount: 1.5 }],
  };
  await store.putBilledClients('2026-10', [client], []);
  await store.putBillingJoins([
    {
      clientId: '7',
      customerId: '342',
      evidence: 'exact-name',
      confirmedBy: 'Test browser',
      confirmedAt: isoTime(time.now),
      clientName: client.name,
      customerName: client.name,
    },
  ]);
  await store.tidyLogs(0);
  time.now += DAY;
  const next = [portalEvent('e2', { at: isoTime(time.now) })];
  await store.takeEvents(on.portal.source, next, '2', isoTime(time.now), () => ({
    sync: true,
    tickets: [],
    incidents: [],
    outcomes: [],
  }));
  const name = (await indexedDB.databases())
    .map((one) => one.name)
    .find((one) => one !== undefined && !before.has(one));
  return keepDatabase(name ?? '');
}
