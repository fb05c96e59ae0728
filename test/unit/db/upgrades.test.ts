import 'fake-indexeddb/auto';
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { DATABASE_VERSION } from '../../../lib/db/schema.ts';
import { openStore } from '../../../lib/db/sync-store.ts';
import type { JournalEntry, Plan, Run } from '../../../lib/domain/change.ts';
import { DAY, isoTime } from '../../../lib/shared/time.ts';
import type { OutboxEntry, StoredEvent } from '../../../lib/sync/store.ts';
import { account, COMPANY, facts, portalEvent, TICKET_SETTINGS } from '../../support/builders/sync-records.ts';
import { TIMEOUT } from '../sync/support/fake-connectwise.ts';
import { stage } from '../sync/support/stage.ts';
import { failure, report } from '../sync/support/ticket-stage.ts';
import { freshStore } from './fresh-store.ts';
import { fromJson, type KeptDatabase, keepDatabase, restoreDatabase } from './kept-database.ts';

const FOLDER = new URL('fixtures/', import.meta.url);
const fileOf = (version: number) => new URL(`version-${version}.json`, FOLDER);
/** One for each version, and one more of version 1, which got its store of usage without another number. */
const FILES = readdirSync(FOLDER).filter((file) => file.startsWith('version-'));
const VERSIONS = Array.from({ length: DATABASE_VERSION }, (_, at) => at + 1);
/**
 * Writes the file of today's version, by the code that is checked out. A file that was released is never written again; those of
 * versions 1 and 2 were written by the last commits that had these versions (`commit` in each), which did the same day of work.
 */
const KEEP = process.env.KEEP_DATABASE === '1';

describe.runIf(KEEP)('a database that has been in use', () => {
  it('is kept as the fixture of this version', async () => {
    writeFileSync(fileOf(DATABASE_VERSION), `${JSON.stringify(await usedDatabase(), null, 1)}\n`);
  });
});

it('has a kept database of every version: KEEP_DATABASE=1 writes the one of a new version', () => {
  expect(VERSIONS.filter((version) => !existsSync(fileOf(version)))).toEqual([]);
});

describe.each(FILES)('the kept database %s', (file) => {
  const kept = JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8')) as KeptDatabase;
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
    expect(file).toMatch(new RegExp(`^version-${kept.version}\\b`));
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
    for (const { key, dueAt } of work.filter(({ state }) => state !== 'needs-user'))
      expect(await store.lease(dueAt, DAY)).toMatchObject({ key, state: 'leased' });
    expect(await store.companyOfCustomer('342')).toBe(COMPANY);
    expect(await store.plan(plan?.id ?? '')).toEqual(plan);
    expect(await store.runs({ limit: 100 })).toHaveLength(runs.length);
    expect((await store.journal({ limit: 1_000 })).length).toBe(rowsOf('journal').length);
    while (await store.tidyLogs(0));
    const all = { filter: [], key: '', offset: 0, limit: 1, isCancelled: () => false };
    expect(await store.searchEvents(all)).toMatchObject({ total: events.length, isComplete: true });
    expect(await store.searchRuns(all)).toMatchObject({ total: runs.length, isComplete: true });
  });

  it('still has what a user would miss: runs, journal, unclear writes, links, work, usage', async () => {
    const { store } = await upgraded();
    const newestFirst = (a: Run, b: Run) => b.startedAt.localeCompare(a.startedAt) || b.id.localeCompare(a.id);
    const runs = await store.runs({ limit: 100 });
    expect(runs.toSorted(newestFirst)).toEqual(rowsOf<Run>('runs').sort(newestFirst));
    expect(runs.map(({ counts }) => counts.applied).sort()).toEqual([0, 0, 1, 4]);
    for (const run of runs) {
      const entries = rowsOf<JournalEntry>('journal').filter(({ runId }) => runId === run.id);
      expect(await store.journalOfRun(run.id)).toEqual(entries);
    }
    const written = (await store.journal({ limit: 100 })).flatMap(({ change }) => change.fields);
    expect(written).toContainEqual({ field: 'quantity', from: 95, to: 100 });
    expect((await store.unclearWrites()).map(({ change }) => change.label)).toEqual([
      'Backup statistics of “ETV-Primary”',
    ]);
    expect(await store.links()).toMatchObject([
      { customerId: '342', companyId: COMPANY, evidence: 'managed-id', confirmedBy: 'jsmith' },
    ]);
    expect((await store.outbox()).map(({ key, state }) => [key, state]).sort()).toEqual([
      ['sync:342', 'pending'],
      ['sync:343', 'needs-user'],
      ['ticket:342:1001:backup-failed', 'waiting'],
    ]);
    // Version 1 kept no usage at first.
    const measured = (await store.usageMonths('342', '2026-11')).map(({ services }) => services['online-select']);
    expect(measured.map((service) => service?.quantities.slice(-2))).toEqual(rowsOf('usage').map(() => [100, 200]));
  });
});

/**
 * A browser's database after a day of work, with rows in every store: a link that a user confirmed, a customer without one, a write whose
 * answer was lost, and work that is still to be done.
 */
async function usedDatabase(): Promise<KeptDatabase> {
  const before = new Set((await indexedDB.databases()).map(({ name }) => name));
  const on = await stage({ settings: TICKET_SETTINGS });
  const { store, time } = on;
  const by = () => ({ confirmedBy: 'jsmith', confirmedAt: isoTime(time.now) });
  const customerName = "Eddie's TV Repair";
  await store.putLinks(COMPANY, ['342']);
  await store.confirmLinks([{ customerId: '342', companyId: COMPANY, customerName, evidence: 'choice', ...by() }]);
  await report(on, failure('e1'));
  await on.sync();
  time.now += DAY;
  await report(on, portalEvent('e2', { at: isoTime(time.now), customerId: '343' }));
  on.portal.facts.set('342', facts([account({ id: '1001' }), account({ id: '1002' })]));
  on.connectWise.disturb = (call, change) =>
    call === 'write' && change?.resource === 'configuration' ? { failure: TIMEOUT } : undefined;
  await on.sync();
  await on.engine.plan(COMPANY);
  const client = {
    id: '7',
    name: 'Eddie’s TV',
    amounts: [{ product: 'x360Recover', member: 'd2cServer', amount: 1.5 }],
  };
  await store.putBilledClients('2026-10', [client], []);
  const joined = { clientId: '7', customerId: '342', clientName: client.name, customerName: client.name } as const;
  await store.putBillingJoins([{ ...joined, evidence: 'exact-name', ...by() }]);
  await store.tidyLogs(0);
  time.now += DAY;
  const next = [portalEvent('e3', { at: isoTime(time.now) })];
  await store.takeEvents(on.portal.source, next, '3', isoTime(time.now), () => ({
    sync: true,
    tickets: [],
    incidents: [],
    outcomes: [],
  }));
  const name = (await indexedDB.databases())
    .map((one) => one.name)
    .find((one) => one !== undefined && !before.has(one));
  const commit = execFileSync('git', ['rev-parse', '--short=8', 'HEAD'], { encoding: 'utf8' }).trim();
  return { commit, ...(await keepDatabase(name ?? '')) };
}
