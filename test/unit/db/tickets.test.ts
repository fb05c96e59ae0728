import { describe, expect, it } from 'vitest';
import { REPORTED_BEFORE_CONTACT } from '../../../lib/domain/outcomes.ts';
import type { PortalEvent } from '../../../lib/domain/portal-facts.ts';
import type { ProblemRecord } from '../../../lib/domain/tickets/problem.ts';
import { isoTime } from '../../../lib/shared/time.ts';
import type { DecideEvent, OutboxEntry, SettledWith } from '../../../lib/sync/store.ts';
import { event, freshStore, NOON, NOON_ISO, SYNC } from './support.ts';

const KEY = '342:1001:backup-failed';
const TICKET = `ticket:${KEY}`;
const failed = (id: string, members: Partial<PortalEvent> = {}) =>
  event(id, { accountId: '1001', severity: 'error', type: 'backup-failed', ...members });

function problemOf(of: PortalEvent, members: Partial<ProblemRecord> = {}): ProblemRecord {
  const { id, at, message, type, severity, customerId, accountId = '' } = of;
  return {
    key: `${customerId}:${accountId || '-'}:${type}`,
    customerId,
    accountId,
    kind: type,
    source: 'efs',
    lasts: true,
    severity: 'error',
    since: at,
    newest: { id, at, message, type, severity },
    ...members,
  };
}

/** A sync, and a ticket for the account's problem. */
const BOTH: DecideEvent = (of) => {
  const problem = problemOf(of);
  return { sync: true, tickets: [problem.key], problems: [problem], outcomes: [] };
};

type Store = Awaited<ReturnType<typeof freshStore>>;

async function leased(store: Store, key: string, now = NOON): Promise<OutboxEntry> {
  for (;;) {
    const entry = await store.lease(now, 1000);
    if (!entry) throw new Error(`${key} is not due`);
    if (entry.key === key) return entry;
  }
}

const said = (state: 'done' | 'skipped' | 'needs-person', text: string, at = NOON_ISO): SettledWith => ({
  at,
  events: { state, outcomes: [text] },
});

describe('an event that asks for a sync and a ticket', () => {
  it('waits for both, and has an entry of each', async () => {
    const store = await freshStore();
    await store.takeEvents('efs', [failed('a')], 'c', NOON_ISO, BOTH);
    expect(await store.event('efs', 'a')).toMatchObject({ state: 'waiting', waitsFor: ['sync:342', TICKET], told: [] });
    expect(await store.outbox()).toMatchObject([
      { key: 'sync:342', kind: 'sync', customerId: '342' },
      { key: TICKET, kind: 'ticket', customerId: '342', problemKey: KEY },
    ]);
    expect(await store.problem(KEY)).toMatchObject({ lasts: true, accountId: '1001' });
    expect((await store.problemsOfCustomer('342')).map(({ key }) => key)).toEqual([KEY]);
    expect(await store.problemsOfCustomer('34')).toEqual([]);
  });

  it('is told by each, the sync first whatever ended first, and is over with the last', async () => {
    const store = await freshStore();
    await store.takeEvents('efs', [failed('a')], 'c', NOON_ISO, BOTH);
    const ticket = await leased(store, TICKET);
    await store.settle(ticket, { state: 'done' }, said('done', 'Ticket.', isoTime(NOON + 1)));
    const between = await store.event('efs', 'a');
    expect(between).toMatchObject({ state: 'waiting', waitsFor: ['sync:342'], outcomes: ['Ticket.'] });
    expect(between).not.toHaveProperty('processedAt');
    const sync = await leased(store, 'sync:342', NOON + 5000);
    await store.settle(sync, { state: 'done' }, said('skipped', 'Sync.', isoTime(NOON + 2)));
    expect(await store.event('efs', 'a')).toMatchObject({
      state: 'done',
      waitsFor: [],
      outcomes: ['Sync.', 'Ticket.'],
      told: [
        { key: 'sync:342', state: 'skipped' },
        { key: TICKET, state: 'done' },
      ],
      processedAt: isoTime(NOON + 2),
    });
    expect(await store.outbox()).toEqual([]);
  });

  it.each([
    ['needs-person', 'done', 'needs-person'],
    ['needs-person', 'skipped', 'needs-person'],
    ['skipped', 'done', 'done'],
    ['skipped', 'skipped', 'skipped'],
  ] as const)('told %s and %s is %s', async (one, other, together) => {
    const store = await freshStore();
    await store.takeEvents('efs', [failed('a')], 'c', NOON_ISO, BOTH);
    for (const state of [one, other]) {
      const entry = await store.lease(NOON, 1000);
      if (!entry) throw new Error('nothing to lease');
      await store.settle(entry, { state: 'done' }, said(state, 'x'));
    }
    expect((await store.event('efs', 'a'))?.state).toBe(together);
  });

  it('is told nothing by the work of another problem', async () => {
    const store = await freshStore();
    await store.takeEvents('efs', [failed('a'), failed('b', { accountId: '1002' })], 'c', NOON_ISO, BOTH);
    const entry = await leased(store, TICKET);
    expect((await store.eventsOfEntry(entry)).map(({ id }) => id)).toEqual(['a']);
    await store.settle(entry, { state: 'done' }, said('done', 'Ticket.'));
    expect(await store.event('efs', 'b')).toMatchObject({ told: [] });
  });

  it('stands in the order of reporting, and only as far as its entry knew when it was leased', async () => {
    const store = await freshStore();
    await store.takeEvents('efs', [failed('z'), failed('m'), failed('a')], 'c', NOON_ISO, BOTH);
    const entry = await leased(store, TICKET);
    await store.takeEvents('efs', [failed('k')], 'c2', NOON_ISO, BOTH);
    expect((await store.eventsOfEntry(entry)).map(({ id }) => id)).toEqual(['z', 'm', 'a']);
    await store.settle(entry, { state: 'done' }, said('done', 'Ticket.'));
    expect((await store.event('efs', 'k'))?.waitsFor).toContain(TICKET);
    expect((await store.outbox()).find(({ key }) => key === TICKET)).toMatchObject({ state: 'pending', attempts: 0 });
  });

  it('stays told while its ticket waits for the quiet time, and a new event wakes that', async () => {
    const store = await freshStore();
    await store.takeEvents('efs', [failed('a')], 'c', NOON_ISO, BOTH);
    const entry = await leased(store, TICKET);
    await store.settle(entry, { state: 'waiting', dueAt: NOON + 9000 }, said('done', 'Left closed.'));
    expect((await store.event('efs', 'a'))?.waitsFor).toEqual(['sync:342']);
    await store.takeEvents('efs', [failed('b')], 'c', isoTime(NOON + 1), BOTH);
    expect((await store.outbox()).find(({ key }) => key === TICKET)).toMatchObject({
      state: 'pending',
      dueAt: NOON + 1,
    });
  });
});

describe('what an event does to the problems', () => {
  it('is decided on what the earlier events of the same page left, of that account alone', async () => {
    const store = await freshStore();
    const seen: string[][] = [];
    const decide: DecideEvent = (of, source, known) => {
      seen.push([source, ...known.map(({ key, newest }) => `${key} ${newest.id}`)]);
      return BOTH(of, source, known);
    };
    const page = [
      failed('a'),
      failed('b'),
      failed('c', { accountId: '1002' }),
      failed('d', { accountId: undefined }),
      failed('e', { type: 'no-backup' }),
      failed('f', { customerId: '34' }),
    ];
    await store.takeEvents('efs', page, 'c1', NOON_ISO, decide);
    await store.takeEvents('efs', [failed('g')], 'c2', NOON_ISO, decide);
    expect(seen).toEqual([
      ['efs'],
      ['efs', `${KEY} a`],
      ['efs'],
      ['efs'],
      ['efs', `${KEY} b`],
      ['efs'],
      ['efs', `${KEY} b`, '342:1001:no-backup e'],
    ]);
  });

  it('happens once: an event that comes again decides nothing', async () => {
    const store = await freshStore();
    let decided = 0;
    const decide: DecideEvent = (...given) => {
      decided++;
      return BOTH(...given);
    };
    await store.takeEvents('efs', [failed('a'), failed('a')], 'c1', NOON_ISO, decide);
    await store.takeEvents('efs', [failed('a')], 'c2', NOON_ISO, decide);
    expect(decided).toBe(1);
  });

  it('is kept of the history too, which causes no work', async () => {
    const store = await freshStore();
    await store.takeEvents('efs', [failed('a')], 'c', NOON_ISO, BOTH, { more: false });
    expect(await store.event('efs', 'a')).toMatchObject({
      state: 'skipped',
      outcomes: [REPORTED_BEFORE_CONTACT],
      told: [{ key: 'rules', state: 'skipped', outcomes: [REPORTED_BEFORE_CONTACT] }],
      waitsFor: [],
      processedAt: NOON_ISO,
    });
    expect(await store.problem(KEY)).toMatchObject({ lasts: true });
    expect(await store.outbox()).toEqual([]);
  });

  it('leaves nothing behind when deciding fails', async () => {
    const store = await freshStore();
    await store.takeEvents('efs', [], 'c0', NOON_ISO, BOTH);
    const decide: DecideEvent = (of, source, known) => {
      if (of.id === 'c') throw new Error('cannot decide');
      return BOTH(of, source, known);
    };
    const taken = store.takeEvents('efs', [failed('a'), failed('b'), failed('c')], 'c1', NOON_ISO, decide);
    await expect(taken).rejects.toThrow('cannot decide');
    expect(await store.events(9)).toEqual([]);
    expect(await store.problem(KEY)).toBeUndefined();
    expect(await store.outbox()).toEqual([]);
    expect(await store.cursor('efs')).toBe('c0');
  });
});

describe('what the rules say', () => {
  it('ends an event that causes no work, at once', async () => {
    const store = await freshStore();
    const none: DecideEvent = () => ({ sync: false, tickets: [], problems: [], outcomes: ['No rule asks.'] });
    await store.takeEvents('efs', [failed('a')], 'c', NOON_ISO, none);
    expect(await store.event('efs', 'a')).toMatchObject({
      state: 'skipped',
      outcomes: ['No rule asks.'],
      waitsFor: [],
      processedAt: NOON_ISO,
    });
    expect(await store.outbox()).toEqual([]);
  });

  it('stands after what the work brings, and never makes it worse or better', async () => {
    const store = await freshStore();
    const with_: DecideEvent = (of) => ({ ...SYNC(of, 'efs', []), outcomes: ['No ticket: not set up.'] });
    await store.takeEvents('efs', [failed('a')], 'c', NOON_ISO, with_);
    expect(await store.event('efs', 'a')).toMatchObject({ state: 'waiting', outcomes: ['No ticket: not set up.'] });
    await store.settle(await leased(store, 'sync:342'), { state: 'done' }, said('done', 'Pushed.'));
    expect(await store.event('efs', 'a')).toMatchObject({
      state: 'done',
      outcomes: ['Pushed.', 'No ticket: not set up.'],
    });
  });
});

describe('a ticket that waits for its customer’s company', () => {
  it('is due as soon as the company is known, and only of that customer', async () => {
    const store = await freshStore();
    const problem = { code: 'not-linked', message: 'No company.', nextStep: 'Link it.' } as const;
    const page = [failed('a'), failed('b', { customerId: '3421' })];
    await store.takeEvents('efs', page, 'c', NOON_ISO, BOTH);
    for (let entry = await store.lease(NOON, 1000); entry; entry = await store.lease(NOON, 1000)) {
      await store.settle(entry, { state: 'needs-person', problem }, said('needs-person', 'No company.'));
    }
    await store.putLinks(250, ['342']);
    const due = (await store.outbox()).filter(({ state }) => state === 'pending').map(({ key }) => key);
    expect(due).toEqual(['sync:342', TICKET]);
  });
});

describe('settling what was not taken', () => {
  it('tells the events and lets the entries go', async () => {
    const store = await freshStore();
    await store.takeEvents('efs', [failed('a')], 'c', NOON_ISO, BOTH);
    await store.settleUntaken(await store.outbox(), said('done', 'Another browser did it.', isoTime(NOON + 3)));
    expect(await store.outbox()).toEqual([]);
    expect(await store.event('efs', 'a')).toMatchObject({ state: 'done', processedAt: isoTime(NOON + 3) });
  });

  it('leaves alone what was taken, or told of more, since it was looked at', async () => {
    const store = await freshStore();
    await store.takeEvents('efs', [failed('a')], 'c', NOON_ISO, BOTH);
    const looked = await store.outbox();
    const sync = await leased(store, 'sync:342');
    await store.takeEvents('efs', [failed('b')], 'c', NOON_ISO, BOTH);
    await store.settleUntaken(looked, said('done', 'Another browser did it.'));
    expect((await store.outbox()).map(({ key, state }) => [key, state])).toEqual([
      [TICKET, 'pending'],
      ['sync:342', 'leased'],
    ]);
    expect((await store.event('efs', 'a'))?.waitsFor).toEqual(['sync:342']);
    expect((await store.event('efs', 'b'))?.waitsFor).toEqual(['sync:342', TICKET]);
    expect(await store.settle(sync, { state: 'done' }, said('done', 'Pushed.'))).toBe(true);
  });
});

describe('an entry that an event waits for', () => {
  it('never goes without telling it: saying so is refused, and nothing changes', async () => {
    const store = await freshStore();
    await store.takeEvents('efs', [failed('a')], 'c', NOON_ISO, SYNC);
    const entry = await leased(store, 'sync:342');
    await expect(store.settle(entry, { state: 'done' }, { at: NOON_ISO })).rejects.toThrow('still waits');
    await store.expireLeases(Number.POSITIVE_INFINITY);
    await expect(store.settleUntaken(await store.outbox(), { at: NOON_ISO })).rejects.toThrow('still waits');
    expect(await store.outbox()).toMatchObject([{ key: 'sync:342', state: 'pending' }]);
    expect(await store.event('efs', 'a')).toMatchObject({ state: 'waiting' });
  });
});

describe('problems that ended', () => {
  it('are dropped when they are old and their ticket has been told', async () => {
    const store = await freshStore();
    const old = { lasts: false, endedAt: '2025-01-01T00:00:00.000Z' };
    const decide: DecideEvent = (of) => {
      const problem = problemOf(of, of.id === 'lasts' ? {} : of.id === 'new' ? { ...old, endedAt: NOON_ISO } : old);
      return { sync: false, tickets: of.id === 'owed' ? [problem.key] : [], problems: [problem], outcomes: [] };
    };
    const page = ['old', 'owed', 'new', 'lasts'].map((id) => failed(id, { accountId: id }));
    await store.takeEvents('efs', page, 'c', NOON_ISO, decide);
    await store.pruneJournal('2026-01-01T00:00:00.000Z');
    const left = (await store.problemsOfCustomer('342')).map(({ accountId }) => accountId);
    expect(left.sort()).toEqual(['lasts', 'new', 'owed']);
  });
});
