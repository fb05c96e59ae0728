import { openDB } from 'idb';
import { expect, it } from 'vitest';
import { HOUR } from '../../../lib/shared/time.ts';
import { COMPANY } from '../../support/builders/sync-records.ts';
import type { Stage } from './support/stage.ts';
import { failure, report, ticketStage } from './support/ticket-stage.ts';

const STORES = [
  'events',
  'incidents',
  'outbox',
  'runs',
  'journal',
  'links',
  'plans',
  'cache',
  'cursors',
  'usage',
  'logs',
];

it.each([...STORES, 'logBlocks'])(
  'new work is done although every row of %s has lost all but what it is found by',
  async (store) => {
    const others = new Set((await indexedDB.databases()).map(({ name }) => name));
    const on = await usedStage();
    const [name = ''] = (await indexedDB.databases()).map((one) => one.name).filter((one) => !others.has(one));
    expect(await strip(name, store)).toBeGreaterThan(0);
    on.time.now += HOUR;
    await report(on, failure('e2', on.time.now, { accountId: '1002' }));
    expect(await on.store.event(on.portal.source, 'e2')).toMatchObject({ state: 'done' });
    expect(on.connectWise.tables.tickets).toHaveLength(2);
    expect((await on.sync()).run.state).toBe('done');
    await on.restart();
    expect(await on.store.runningRuns()).toEqual([]);
  },
);

/** A browser that opened a ticket, synced a company and showed a preview. */
async function usedStage(): Promise<Stage> {
  const on = await ticketStage();
  await report(on, failure('e1'));
  await on.sync();
  await on.engine.plan(COMPANY);
  await on.store.tidyLogs(0);
  return on;
}

/** Leaves of each row only the members of its key and its indexes, as another version may have stored it. Answers how many there are. */
async function strip(name: string, store: string): Promise<number> {
  const database = await openDB(name);
  const { store: rows, done } = database.transaction(store, 'readwrite');
  const paths = [rows.keyPath ?? [], ...[...rows.indexNames].map((index) => rows.index(index).keyPath)].flat();
  const kept = new Set(paths.map((path) => path.split('.')[0] ?? ''));
  let stripped = 0;
  for (let cursor = await rows.openCursor(); cursor; cursor = await cursor.continue()) {
    const members = Object.entries(cursor.value as object).filter(([member]) => kept.has(member));
    await cursor.update(Object.fromEntries(members));
    stripped += 1;
  }
  await done;
  database.close();
  return stripped;
}
