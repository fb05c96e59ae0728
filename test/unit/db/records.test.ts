import { describe, expect, it } from 'vitest';
import { openDatabase } from '../../../lib/db/open.ts';
import { openStore } from '../../../lib/db/sync-store.ts';
import type { JournalEntry, Plan } from '../../../lib/domain/change.ts';
import { isoTime, MINUTE } from '../../../lib/shared/time.ts';
import type { JournalFilter } from '../../../lib/sync/store.ts';
import { freshStore, NOON, NOON_ISO, run, SYNC } from './fresh-store.ts';

function entry(id: string, at: string, companyId = 250): JournalEntry {
  return {
    id,
    runId: id.split(':')[0] ?? '',
    at,
    who: { member: 'bridge', browser: 'Test' },
    why: { kind: 'user' },
    change: {
      id: 'change',
      part: 'agreement-parts',
      resource: 'addition',
      op: 'update',
      ref: { companyId, agreementId: 1, id: 1 },
      label: 'Addition',
      fields: [],
      reason: 'Because.',
    },
    state: 'applied',
    outcome: 'Written.',
  };
}

describe('runs', () => {
  it('start one at a time per company', async () => {
    const store = await freshStore();
    expect(await store.startRun(run('a'))).toMatchObject({ started: true });
    expect(await store.startRun(run('b'))).toMatchObject({ started: false, running: { id: 'a' } });
    expect(await store.startRun(run('c', { companyId: 251 }))).toMatchObject({ started: true });
    await store.putRun(run('a', { state: 'done' }));
    expect(await store.startRun(run('b'))).toMatchObject({ started: true });
    expect((await store.runningRuns()).map((found) => found.id).sort()).toEqual(['b', 'c']);
  });

  it('of tickets run beside each other and beside a sync, and block none', async () => {
    const store = await freshStore();
    const ticket = (id: string) => run(id, { cause: { kind: 'ticket', ref: `342:${id}:backup-failed` } });
    expect(await store.startRun(ticket('t1'))).toMatchObject({ started: true });
    expect(await store.startRun(ticket('t2'))).toMatchObject({ started: true });
    expect(await store.startRun(run('a'))).toMatchObject({ started: true });
    expect(await store.startRun(ticket('t3'))).toMatchObject({ started: true, running: { id: 't3' } });
    expect(await store.startRun(run('b'))).toMatchObject({ started: false, running: { id: 'a' } });
    await store.putRun(run('a', { state: 'done' }));
    expect(await store.startRun(run('b'))).toMatchObject({ started: true });
    expect((await store.lastAutomaticRun(250))?.id).toBe('a');
  });

  it('include the last automatic one that succeeded', async () => {
    const store = await freshStore();
    await store.putRun(run('old', { state: 'done', startedAt: '2026-11-20T00:00:00.000Z' }));
    await store.putRun(run('newest', { state: 'done', startedAt: '2026-11-21T00:00:00.000Z' }));
    await store.putRun(run('cut', { state: 'interrupted', startedAt: '2026-11-21T01:00:00.000Z' }));
    await store.putRun(run('user', { state: 'done', startedAt: '2026-11-21T02:00:00.000Z', cause: { kind: 'user' } }));
    expect((await store.lastAutomaticRun(250))?.id).toBe('newest');
    expect((await store.runs({ companyId: 250, limit: 2 })).map((found) => found.id)).toEqual(['user', 'cut']);
  });
});

describe('runs that users read', () => {
  const quiet = (id: string, minute: number, members = {}) =>
    run(id, { state: 'done', startedAt: isoTime(NOON + minute * MINUTE), ...members });
  const counts = { applied: 1, failed: 0, conflict: 0, held: 0, unknown: 0 };

  it('are requested without those that changed nothing, which are counted', async () => {
    const store = await freshStore();
    await store.putRun(quiet('q1', 1));
    await store.putRun(quiet('written', 2, { counts }));
    await store.putRun(quiet('q2', 3));
    await store.putRun(quiet('cancelled', 4, { state: 'cancelled' }));
    await store.putRun(quiet('elsewhere', 5, { companyId: 251, counts }));
    await store.putRun(quiet('q3', 6));
    const ids = async (filter: JournalFilter) => {
      const { runs, unchanged } = await store.journalRuns(filter);
      return [runs.map(({ id }) => id), unchanged];
    };
    expect(await ids({ limit: 9, changedOnly: true })).toEqual([['elsewhere', 'cancelled', 'written'], 3]);
    expect(await ids({ limit: 2, changedOnly: true })).toEqual([['elsewhere', 'cancelled'], 1]);
    expect(await ids({ companyId: 250, limit: 9, changedOnly: true })).toEqual([['cancelled', 'written'], 3]);
    expect(await ids({ limit: 3 })).toEqual([['q3', 'elsewhere', 'cancelled'], 1]);
  });

  it('are not hidden by a bulk sync that changed nothing, and are searched within bounds', async () => {
    const store = await freshStore();
    await store.putRun(quiet('too old', 0, { counts }));
    await store.putRun(quiet('written', 1, { counts }));
    await Promise.all(Array.from({ length: 4_999 }, (_, nth) => store.putRun(quiet(`q${nth}`, 2 + nth))));
    const { runs, unchanged } = await store.journalRuns({ limit: 50, changedOnly: true });
    expect(runs.map(({ id }) => id)).toEqual(['written']);
    expect(unchanged).toBe(4_999);
  });
});

describe('the journal', () => {
  it('reads newest first, by company, and a run in order', async () => {
    const store = await freshStore();
    await store.putJournal(entry('r1:0002', '2026-11-21T00:00:00.000Z'));
    await store.putJournal(entry('r1:0001', '2026-11-21T00:00:00.000Z'));
    await store.putJournal(entry('r2:0001', '2026-11-20T00:00:00.000Z', 251));
    expect((await store.journal({ limit: 9 })).map((found) => found.id)).toEqual(['r1:0002', 'r1:0001', 'r2:0001']);
    expect((await store.journal({ companyId: 251, limit: 9 })).map((found) => found.id)).toEqual(['r2:0001']);
    expect((await store.journalOfRun('r1')).map((found) => found.id)).toEqual(['r1:0001', 'r1:0002']);
  });

  it('continues after an entry, also among those of one moment', async () => {
    const store = await freshStore();
    const noon = '2026-11-21T12:00:00.000Z';
    await store.putJournal(entry('r0:0001', '2026-11-20T00:00:00.000Z'));
    for (const id of ['r1:0001', 'r1:0002', 'r1:0003']) await store.putJournal(entry(id, noon));
    await store.putJournal(entry('r2:0001', '2026-11-22T00:00:00.000Z', 251));
    const ids = async (filter: Parameters<typeof store.journal>[0]) =>
      (await store.journal(filter)).map(({ id }) => id);
    const before = { at: noon, id: 'r1:0002' };
    expect(await ids({ limit: 9, before })).toEqual(['r1:0001', 'r0:0001']);
    expect(await ids({ companyId: 250, limit: 1, before })).toEqual(['r1:0001']);
    expect(await ids({ companyId: 250, limit: 9, before })).toEqual(['r1:0001', 'r0:0001']);
    expect(await ids({ companyId: 251, limit: 9, before })).toEqual([]);
    expect(await ids({ limit: 9, before: { at: '2026-11-20T00:00:00.000Z', id: 'r0:0001' } })).toEqual([]);
  });

  it('drops what is too old, and nothing else', async () => {
    const store = await freshStore();
    await store.putJournal(entry('r1:0001', '2025-01-01T00:00:00.000Z'));
    await store.putJournal(entry('r2:0001', '2026-01-01T00:00:00.000Z'));
    await store.putRun(run('r1', { startedAt: '2025-01-01T00:00:00.000Z' }));
    await store.putRun(run('r2', { startedAt: '2026-01-01T00:00:00.000Z' }));
    const old = { at: '2025-06-01T00:00:00.000Z', severity: 'ok', type: 'backup-finished', message: 'm' } as const;
    const now = '2026-11-21T00:00:00.000Z';
    await store.takeEvents('portal', [{ ...old, id: 'settled', customerId: '1' }], 'c1', now, SYNC, { more: false });
    await store.takeEvents('portal', [{ ...old, id: 'waits', customerId: '2' }], 'c2', now, SYNC);
    await store.pruneJournal('2026-01-01T00:00:00.000Z');
    expect((await store.events(9)).map(({ id }) => id)).toEqual(['waits']);
    expect((await store.journal({ limit: 9 })).map((found) => found.id)).toEqual(['r2:0001']);
    expect((await store.runs({ limit: 9 })).map((found) => found.id)).toEqual(['r2']);
  });
});

describe('links', () => {
  it('are those last seen, and ambiguous ones lead to no single company', async () => {
    const store = await freshStore();
    await store.putLinks(250, ['342', '355']);
    expect(await store.companyOfCustomer('342')).toBe(250);
    await store.putLinks(251, ['342']);
    expect(await store.companyOfCustomer('342')).toBeUndefined();
    expect(await store.companiesOfCustomer('342')).toEqual([250, 251]);
    await store.putLinks(250, ['355']);
    expect(await store.companyOfCustomer('342')).toBe(251);
  });
});

describe('cache and plans', () => {
  it('keep values with their time, and delete by prefix', async () => {
    const store = await freshStore();
    await store.cache('setup:products', [1], 5);
    await store.cache('facts:342', { a: 1 }, 6);
    expect(await store.cached('setup:products')).toEqual({ value: [1], at: 5 });
    await store.forget('setup:');
    expect(await store.cached('setup:products')).toBeUndefined();
    expect(await store.cached('facts:342')).toEqual({ value: { a: 1 }, at: 6 });
  });

  it('keep a plan for a day', async () => {
    const store = await freshStore();
    const plan = (id: string, madeAt: string): Plan => ({
      id,
      companyId: 250,
      companyName: 'x',
      efsIds: [],
      madeAt,
      factsAt: madeAt,
      changes: [],
      skipped: [],
    });
    await store.putPlan(plan('old', '2026-11-19T00:00:00.000Z'));
    await store.putPlan(plan('new', NOON_ISO));
    expect(await store.plan('old')).toBeUndefined();
    expect(await store.plan('new')).toMatchObject({ id: 'new' });
  });

  it('survive closing and opening again', async () => {
    const name = crypto.randomUUID();
    const first = await openStore(name);
    await first.putRun(run('a'));
    first.close();
    const second = await freshStore(name);
    expect(await second.getRun('a')).toEqual(run('a'));
  });

  it('have every store', async () => {
    const database = await openDatabase(crypto.randomUUID());
    expect([...database.objectStoreNames]).toEqual([
      'billedClients',
      'billingJoins',
      'cache',
      'counters',
      'cursors',
      'events',
      'incidents',
      'journal',
      'links',
      'logBlocks',
      'logChanges',
      'logs',
      'outbox',
      'plans',
      'runs',
      'usage',
    ]);
    database.close();
  });
});
