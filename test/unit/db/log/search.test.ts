import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openDatabase } from '../../../../lib/db/open.ts';
import type { OpenStore } from '../../../../lib/db/sync-store.ts';
import { EVENT_FIELDS, eventRow } from '../../../../lib/domain/log-search/event-fields.ts';
import { isFound } from '../../../../lib/domain/log-search/is-found.ts';
import type { LogFields } from '../../../../lib/domain/log-search/log-fields.ts';
import type { LogFilter } from '../../../../lib/domain/log-search/log-filter.ts';
import { compareRows } from '../../../../lib/domain/log-search/log-row.ts';
import { readQuery } from '../../../../lib/domain/log-search/read-query.ts';
import { RUN_FIELDS } from '../../../../lib/domain/log-search/run-fields.ts';
import { isoTime } from '../../../../lib/shared/time.ts';
import { event, freshStore, NOON, run, SYNC, said } from '../fresh-store.ts';

const CONTEXT = { names: [{ id: '77', name: 'Copper Realty' }], waitsBecause: () => undefined };

function filterOf(query: string, fields: LogFields = EVENT_FIELDS): LogFilter {
  const filter = readQuery(query, fields, CONTEXT);
  if (!filter.ok) throw new Error(filter.failure.message);
  return filter.value;
}

const asked = (query: string, fields?: LogFields) => ({
  filter: filterOf(query, fields),
  key: query,
  offset: 0,
  limit: 100,
  isCancelled: () => false,
});

/** What the search should find, by looking at every event that is stored. */
async function naive(store: OpenStore, query: string): Promise<string[]> {
  const filter = filterOf(query);
  const rows = (await store.events(1_000)).map(eventRow);
  return rows
    .filter((row) => isFound(row, filter))
    .sort((one, other) => -compareRows(one, other))
    .map(({ id }) => id);
}

type Step =
  | { do: 'take'; count: number; daysAgo: number; customer: string; history: boolean }
  | { do: 'settle'; state: 'done' | 'skipped' | 'needs-user' }
  | { do: 'reprocess'; which: number }
  | { do: 'prune'; daysAgo: number }
  | { do: 'others' }
  | { do: 'tidy' };

const customer = fc.constantFrom('342', '77', '9');
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('take' as const),
      count: fc.integer({ min: 1, max: 6 }),
      daysAgo: fc.nat({ max: 400 }),
      customer,
      history: fc.boolean(),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('settle' as const),
      state: fc.constantFrom('done' as const, 'skipped' as const, 'needs-user' as const),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('reprocess' as const), which: fc.nat() }) },
  fc.record({ do: fc.constant('prune' as const), daysAgo: fc.nat({ max: 420 }) }),
  fc.record({ do: fc.constant('others' as const) }),
  { weight: 2, arbitrary: fc.record({ do: fc.constant('tidy' as const) }) },
);
const QUERIES = [
  '',
  'failed',
  'Copper Realty',
  'State = Waiting',
  'Error list LIKE ?*',
  'Outcome NOT LIKE *done*',
  'Date < 2026-06',
];
const OTHERS = { tenant: 'Another ConnectWise.', portal: 'Another portal.' };

describe('the search of events', () => {
  it('finds the same as a look at every event, after any writes in any order', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
        let ids = 0;
        const opened = await freshStore();
        // Blocks of a few rows come of tidying after few writes.
        let store = opened.forConnection({ tenant: 'acme', portal: 'efs' });
        for (const one of steps) {
          if (one.do === 'take') {
            const page = Array.from({ length: one.count }, (_, at) =>
              event(`e${ids++}`, {
                at: isoTime(NOON - one.daysAgo * 86_400_000 + at * 1000),
                customerId: one.customer,
                message: at % 2 ? 'Backup failed.' : 'Backup finished.',
              }),
            );
            const history = one.history ? { more: false } : undefined;
            await store.takeEvents('efs', page, `c${ids}`, isoTime(NOON), SYNC, history);
          }
          if (one.do === 'settle') {
            const entry = await store.lease(NOON, 1000);
            if (entry) await store.settle(entry, { state: 'done' }, said(one.state, `It is ${one.state}.`));
          }
          if (one.do === 'reprocess') {
            const all = await store.events(1_000);
            const chosen = all[one.which % Math.max(1, all.length)];
            if (chosen) await store.reprocess(chosen, { sync: true, tickets: [] }, isoTime(NOON));
          }
          if (one.do === 'prune') await store.pruneJournal(isoTime(NOON - one.daysAgo * 86_400_000));
          if (one.do === 'others') {
            store = opened.forConnection({ tenant: `t${ids}`, portal: 'efs' });
            await store.endOthersWork(isoTime(NOON), { work: OTHERS, ticket: OTHERS });
          }
          if (one.do === 'tidy') await store.tidyLogs(0);
        }
        for (const query of QUERIES) {
          const found = await store.searchEvents(asked(query));
          expect(found.rows.map(eventRow).map(({ id }) => id)).toEqual(await naive(store, query));
          expect([found.total, found.isComplete]).toEqual([found.rows.length, true]);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('finds Copper Realty among thousands of newer events, and gives its pages in order', async () => {
    const store = await freshStore();
    const page = Array.from({ length: 2_500 }, (_, at) =>
      event(`e${at}`, { at: isoTime(NOON - at * 60_000), customerId: at % 1_000 === 999 ? '77' : '342' }),
    );
    await store.takeEvents('efs', page, 'c', isoTime(NOON), SYNC, { more: false });
    while (await store.tidyLogs());
    expect((await store.searchEvents(asked('Copper Realty'))).rows.map(({ id }) => id)).toEqual(['e999', 'e1999']);
    const second = await store.searchEvents({ ...asked('Customer = 342'), offset: 1_990, limit: 20 });
    expect(second.rows.map(({ id }) => id)).toEqual(
      Array.from({ length: 20 }, (_, at) => `e${1991 + at}`)
        .filter((id) => id !== 'e1999')
        .concat('e2011'),
    );
    expect([second.total, second.isComplete]).toEqual([2_498, true]);
  });

  it('ends with a full page and a total of at least so many when its time is up, and when it was cancelled', async () => {
    const store = await freshStore();
    const page = Array.from({ length: 20_000 }, (_, at) => event(`e${at}`, { at: isoTime(NOON - at * 60_000) }));
    await store.takeEvents('efs', page, 'c', isoTime(NOON), SYNC, { more: false });
    while (await store.tidyLogs());
    const quick = await store.searchEvents({ ...asked('finished'), timeLimit: 0, limit: 10 });
    expect([quick.rows.length, quick.isComplete]).toEqual([10, false]);
    expect(quick.total).toBeGreaterThanOrEqual(10);
    expect(quick.total).toBeLessThan(20_000);
    const rare = await store.searchEvents({ ...asked('nowhere'), timeLimit: 0 });
    expect([rare.total, rare.isComplete]).toEqual([0, true]);
    const cancelled = await store.searchEvents({ ...asked('nowhere'), isCancelled: () => true });
    expect(cancelled.isComplete).toBe(false);
  });
});

describe('a search for everything', () => {
  it('gives each page, and counts what it does not read', async () => {
    const name = crypto.randomUUID();
    const store = await freshStore(name);
    const page = Array.from({ length: 5_000 }, (_, at) => event(`e${at}`, { at: isoTime(NOON - at * 60_000) }));
    await store.takeEvents('efs', page, 'c', isoTime(NOON), SYNC, { more: false });
    while (await store.tidyLogs(0));
    const ids = async (offset: number) => {
      const found = await store.searchEvents({ ...asked(''), offset, limit: 3 });
      expect([found.total, found.isComplete]).toEqual([5_000, true]);
      return found.rows.map(eventRow).map(({ id }) => id.split('\n').at(-1));
    };
    expect(await ids(0)).toEqual(['e0', 'e1', 'e2']);
    expect(await ids(998)).toEqual(['e998', 'e999', 'e1000']);
    expect(await ids(4_998)).toEqual(['e4998', 'e4999']);
    expect(await ids(5_000)).toEqual([]);
    // Of all blocks only the newest is left, which is all that the first page needs.
    const database = await openDatabase(name);
    const { places = [] } = (await database.get('logs', 'events')) ?? {};
    for (const { block } of places.slice(0, -1)) await database.delete('logBlocks', ['events', block]);
    database.close();
    const fresh = await freshStore(name);
    const first = await fresh.searchEvents({ ...asked(''), offset: 0, limit: 3 });
    expect([first.rows.length, first.total, first.isComplete]).toEqual([3, 5_000, true]);
  });
});

describe('blocks that are replaced while a search reads them', () => {
  it('end it with what was found before, and not with an error', async () => {
    const name = crypto.randomUUID();
    const store = await freshStore(name);
    await store.takeEvents('efs', [event('a')], 'c', isoTime(NOON), SYNC, { more: false });
    await store.tidyLogs(0);
    const database = await openDatabase(name);
    await database.clear('logBlocks');
    database.close();
    expect(await store.searchEvents(asked(''))).toEqual({ rows: [], total: 0, isComplete: false });
  });
});

describe('the search of runs', () => {
  it('finds a run by company, record, outcome, cause, state and money', async () => {
    const store = await freshStore();
    const done = run('r1', {
      companyName: 'Copper Realty',
      cause: { kind: 'user' },
      state: 'done',
      outcomes: [{ code: 'updated', text: 'Updated ConnectWise agreement parts.' }],
      counts: { applied: 1, failed: 0, conflict: 0, held: 0, unknown: 0 },
      quantities: { count: 1, totals: [{ from: 100, to: 130.5 }] },
    });
    await store.startRun({ ...done, state: 'running', outcomes: [] });
    await store.putJournal(entryOf('r1', 'Addition "Online Backup"'));
    await store.putRun(done);
    await store.putRun(run('r2', { state: 'done', cause: { kind: 'ticket' } }));
    for (const [query, found] of [
      ['copper', ['r1']],
      ['Record LIKE *online backup*', ['r1']],
      ['Outcome CONTAINS agreement parts', ['r1']],
      ['Cause = Ticket', ['r2']],
      ['State = Done', ['r2', 'r1']],
      ['Money > 30', ['r1']],
      ['Money > 31', []],
      ['Changed = no', ['r2']],
      ['Customer = EFS-342', ['r2', 'r1']],
    ] as const) {
      expect((await store.searchRuns(asked(query, RUN_FIELDS))).rows.map(({ id }) => id)).toEqual(found);
      while (await store.tidyLogs());
    }
  });

  it('finds what was decided about a write after its run had ended', async () => {
    const store = await freshStore();
    await store.putRun(run('r1', { state: 'interrupted' }));
    await store.putJournal({ ...entryOf('r1', 'Ticket #5'), state: 'unknown', outcome: 'Cut off.' });
    expect((await store.searchRuns(asked('cut off AND #5', RUN_FIELDS))).total).toBe(1);
    await store.pruneJournal('2099-01-01T00:00:00.000Z');
    expect((await store.searchRuns(asked('', RUN_FIELDS))).total).toBe(0);
  });
});

function entryOf(runId: string, label: string) {
  return {
    id: `${runId}-1`,
    runId,
    at: isoTime(NOON),
    who: { member: 'api', browser: 'b' },
    why: { kind: 'user' as const },
    change: {
      id: 'c',
      part: 'agreement-parts' as const,
      resource: 'addition' as const,
      op: 'update' as const,
      ref: { companyId: 250 },
      label,
      fields: [],
      reason: '',
    },
    state: 'applied' as const,
    outcome: 'Written.',
  };
}
