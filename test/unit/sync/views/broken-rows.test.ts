import { openDB } from 'idb';
import { describe, expect, it } from 'vitest';
import {
  UNREADABLE_CHANGE,
  UNREADABLE_ENTRY,
  UNREADABLE_EVENT,
  UNREADABLE_RUN,
} from '../../../../lib/domain/outcomes.ts';
import { DAY, HOUR } from '../../../../lib/shared/time.ts';
import { prune } from '../../../../lib/sync/bulk/prune.ts';
import { exportJournal } from '../../../../lib/sync/views/journal-export.ts';
import { journalList } from '../../../../lib/sync/views/journal-list.ts';
import { searchRuns } from '../../../../lib/sync/views/search-log.ts';
import { addition, COMPANY } from '../../../support/builders/sync-records.ts';
import { type Stage, value } from '../support/stage.ts';
import { failure, report, success, ticketStage } from '../support/ticket-stage.ts';

/** How a member of a broken row is: gone, of another type, or null. */
const BREAKAGES: Record<string, (value: unknown) => unknown> = {
  'miss members': () => undefined,
  'have members of other types': (member) => (typeof member === 'string' ? 7 : 'x'),
  'have lists and objects of something else': (member) =>
    Array.isArray(member) ? [null, 7, {}] : typeof member === 'object' ? { other: [] } : member,
  'are null': () => null,
};
const NOBODY_WAITS = () => false;
const ALL = { query: '', offset: 0, limit: 99, all: true };

describe.each(Object.entries(BREAKAGES))('where every second row of the logs %s', (_name, how) => {
  it('events are all found, the broken ones as such', async () => {
    const { on, name } = await usedStage();
    const before = await events(on);
    const broken = await breakRows(name, 'events', how);
    const after = await events(on);
    expect(broken).toBeGreaterThan(0);
    expect(after).toHaveLength(before.length);
    expect(after.filter((event) => event.outcomes[0] === UNREADABLE_EVENT)).toHaveLength(broken);
    for (const event of after) if (event.outcomes[0] !== UNREADABLE_EVENT) expect(before).toContainEqual(event);
    await everythingWorks(on);
  });

  it('runs are all found, also among those that changed something', async () => {
    const { on, name } = await usedStage();
    const before = await runs(on);
    const broken = await breakRows(name, 'runs', how);
    expect(broken).toBeGreaterThan(0);
    const isBroken = ({ failure }: { failure?: { message: string } }) => failure?.message === UNREADABLE_RUN;
    for (const after of [await runs(on), (await journalList(on, { limit: 99, changedOnly: true })).runs]) {
      expect(after).toHaveLength(before.length);
      expect(after.filter(isBroken)).toHaveLength(broken);
      for (const run of after) if (!isBroken(run)) expect(before).toContainEqual(run);
    }
    for (const { id } of before) expect(value(await on.engine.run(id)).run.id).toBe(id);
    await everythingWorks(on);
  });

  it('changes are all exported and shown; what was written is not known of the broken ones, and not undone', async () => {
    const { on, name } = await usedStage();
    const before = await exportJournal(on.store);
    const broken = await breakRows(name, 'journal', how);
    expect(broken).toBeGreaterThan(0);
    const { changes } = await exportJournal(on.store);
    expect(changes).toHaveLength(before.changes.length);
    expect(changes.filter(({ outcome }) => outcome.startsWith(UNREADABLE_ENTRY))).toHaveLength(broken);
    for (const change of changes)
      if (!change.outcome.startsWith(UNREADABLE_ENTRY)) expect(before.changes).toContainEqual(change);

    const shown = await journalList(on, { limit: 99 });
    const unreadable = shown.entries.filter((entry) => entry.unreadable);
    expect(unreadable.length).toBeGreaterThan(0);
    for (const { id, runId, state } of unreadable) {
      expect(state).toBe('unknown');
      const plan = value(await on.engine.planUndo(runId));
      expect(plan.changes.map((change) => change.id)).not.toContain(`undo/${id}`);
      expect(plan.skipped.map(({ why }) => why)).toContainEqual(expect.stringMatching(/^It could not be read/));
    }
    expect(await on.store.unclearWrites()).toEqual([]);
    await everythingWorks(on);
  });

  it.each(['logs', 'logBlocks', 'logChanges'])('the index of a search is made again where it is %s', async (store) => {
    const { on, name } = await usedStage();
    const before = [await events(on), await runs(on)];
    // What is not in blocks yet is among the changes.
    if (store !== 'logChanges') await on.store.tidyLogs(0);
    expect(await breakRows(name, store, how, 1)).toBeGreaterThan(0);
    // What is missing until then is said.
    const found = [
      value(await on.engine.searchEvents(ALL, NOBODY_WAITS)),
      value(await searchRuns(on, ALL, NOBODY_WAITS)),
    ];
    for (const { missingBefore } of found) expect(missingBefore).toBeDefined();
    for (let more = true; more; ) more = await on.store.tidyLogs(0);
    expect([await events(on), await runs(on)]).toEqual(before);
    const some = value(await on.engine.searchEvents({ ...ALL, query: 'Severity = Error' }, NOBODY_WAITS));
    expect(some.rows.map(({ id }) => id).sort()).toEqual(['e1', 'e2']);
    await everythingWorks(on);
  });
});

it('a change that cannot be read keeps company and record where those can', async () => {
  const { on, name } = await usedStage();
  const label = (await exportJournal(on.store)).changes.map((change) => change.label);
  await edit(name, 'journal', (row) => {
    const { label: record, ref } = (row as { change: { label: string; ref: object } }).change;
    return { ...row, change: { label: record, ref } };
  });
  const { changes } = await exportJournal(on.store);
  expect(changes.map((change) => change.label)).toEqual(label);
  expect(changes.every(({ companyId, state }) => companyId === COMPANY && state === 'unknown')).toBe(true);
  await edit(name, 'journal', (row) => ({ ...row, change: { ref: { companyId: COMPANY } } }));
  expect((await exportJournal(on.store)).changes[0]).toMatchObject({ label: UNREADABLE_CHANGE, companyId: COMPANY });
});

/** A browser that opened tickets and synced a company twice, and its database. */
async function usedStage(): Promise<{ on: Stage; name: string }> {
  const others = new Set((await indexedDB.databases()).map((one) => one.name));
  const on = await ticketStage();
  const [name = ''] = (await indexedDB.databases()).flatMap((one) => (others.has(one.name) ? [] : (one.name ?? [])));
  await report(on, failure('e1'), failure('e2', on.time.now, { accountId: '1002' }));
  await on.sync();
  on.time.now += HOUR;
  on.connectWise.tables.additions.splice(0, 1, addition({ id: 500, quantity: 90 }));
  await on.sync();
  await report(on, success('e3', on.time.now));
  return { on, name };
}

async function events(on: Stage) {
  return value(await on.engine.searchEvents(ALL, NOBODY_WAITS)).rows;
}

async function runs(on: Stage) {
  return value(await searchRuns(on, ALL, NOBODY_WAITS)).rows;
}

/** Reports, searches and simulations answer, new work is done and found, and all of it can be tidied and deleted. */
async function everythingWorks(on: Stage): Promise<void> {
  value(await on.engine.backupReport(COMPANY, '2026-11', 'UTC'));
  value(await on.engine.healthHistory(COMPANY, 'UTC', 30));
  value(await on.engine.companyView(COMPANY, { refresh: true }));
  value(await on.engine.guardPreview(on.deps.settings.guards));
  for (const rule of on.deps.settings.rules) value(await on.engine.ruleSimulation(rule));
  for (const query of ['disk', 'Error list LIKE ?*', 'Date >= 2020-01-01', 'Customer = 342'])
    value(await on.engine.searchEvents({ ...ALL, query }, NOBODY_WAITS));
  for (const query of ['addition', 'State = Done', 'Money >= 1', 'Cause = Ticket'])
    value(await searchRuns(on, { ...ALL, query }, NOBODY_WAITS));
  on.time.now += HOUR;
  await on.restart();
  await report(on, failure('e9', on.time.now, { accountId: '1009' }));
  expect(await on.store.event(on.portal.source, 'e9')).toMatchObject({ state: 'done' });
  await on.store.tidyLogs(0);
  expect((await events(on)).map(({ id }) => id)).toContain('e9');
  await prune(on, on.time.now + 500 * DAY);
  expect(await events(on)).toEqual([]);
  expect(await runs(on)).toEqual([]);
  expect((await exportJournal(on.store)).changes).toEqual([]);
}

/** Breaks every second row, but for what it is found by. Answers how many it broke. */
async function breakRows(name: string, store: string, how: (value: unknown) => unknown, each = 2): Promise<number> {
  let row = 0;
  return edit(name, store, (whole, paths) => {
    row += 1;
    return row % each === 0 ? broken(whole, paths, how) : undefined;
  });
}

/** Of members that hold what a row is found by, only that is left. */
function broken(row: object, paths: readonly string[], how: (value: unknown) => unknown): object {
  return Object.fromEntries(
    Object.entries(row).flatMap(([name, member]) => {
      if (paths.includes(name)) return [[name, member]];
      const inner = paths.filter((path) => path.startsWith(`${name}.`)).map((path) => path.slice(name.length + 1));
      if (inner.length > 0) return [[name, broken(member as object, inner, how)]];
      const now = how(member);
      return now === undefined ? [] : [[name, now]];
    }),
  );
}

/** Answers how many rows were changed. */
async function edit(
  name: string,
  store: string,
  change: (row: object, paths: readonly string[]) => object | undefined,
): Promise<number> {
  const database = await openDB(name);
  const transaction = database.transaction(store, 'readwrite');
  const { store: rows } = transaction;
  const paths = [rows.keyPath ?? [], ...[...rows.indexNames].map((index) => rows.index(index).keyPath)].flat();
  let changed = 0;
  for (let cursor = await rows.openCursor(); cursor; cursor = await cursor.continue()) {
    const next = change(cursor.value as object, paths);
    if (!next) continue;
    await cursor.update(next);
    changed += 1;
  }
  await transaction.done;
  database.close();
  return changed;
}
