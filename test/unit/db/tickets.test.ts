import { describe, expect, it } from 'vitest';
import { isoTime } from '../../../lib/shared/time.ts';
import type { DecideEvent } from '../../../lib/sync/store.ts';
import { BOTH, failed, freshStore, KEY, leased, NOON, NOON_ISO, SYNC, said, TICKET } from './fresh-store.ts';

describe('an event that needs a sync and a ticket', () => {
  it('waits for both, and has an entry of each', async () => {
    const store = await freshStore();
    await store.takeEvents('efs', [failed('a')], 'c', NOON_ISO, BOTH);
    expect(await store.event('efs', 'a')).toMatchObject({
      state: 'waiting',
      waitsFor: ['sync:342', TICKET],
      reported: [],
    });
    expect(await store.outbox()).toMatchObject([
      { key: 'sync:342', kind: 'sync', customerId: '342' },
      { key: TICKET, kind: 'ticket', customerId: '342', incidentKey: KEY },
    ]);
    expect(await store.incident(KEY)).toMatchObject({ lasts: true, accountId: '1001' });
    expect((await store.incidentsOfCustomer('342')).map(({ key }) => key)).toEqual([KEY]);
    expect(await store.incidentsOfCustomer('34')).toEqual([]);
  });

  it('gets an outcome from each, the sync first whichever ended first, and ends with the last', async () => {
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
      reported: [
        { key: 'sync:342', state: 'skipped' },
        { key: TICKET, state: 'done' },
      ],
      processedAt: isoTime(NOON + 2),
    });
    expect(await store.outbox()).toEqual([]);
  });

  it.each([
    ['needs-user', 'done', 'needs-user'],
    ['needs-user', 'skipped', 'needs-user'],
    ['skipped', 'done', 'done'],
    ['skipped', 'skipped', 'skipped'],
  ] as const)('with outcomes %s and %s is %s', async (one, other, together) => {
    const store = await freshStore();
    await store.takeEvents('efs', [failed('a')], 'c', NOON_ISO, BOTH);
    for (const state of [one, other]) {
      const entry = await store.lease(NOON, 1000);
      if (!entry) throw new Error('nothing to lease');
      await store.settle(entry, { state: 'done' }, said(state, 'x'));
    }
    expect((await store.event('efs', 'a'))?.state).toBe(together);
  });

  it('gets nothing from the work of another incident', async () => {
    const store = await freshStore();
    await store.takeEvents('efs', [failed('a'), failed('b', { accountId: '1002' })], 'c', NOON_ISO, BOTH);
    const entry = await leased(store, TICKET);
    expect((await store.eventsOfEntry(entry)).map(({ id }) => id)).toEqual(['a']);
    await store.settle(entry, { state: 'done' }, said('done', 'Ticket.'));
    expect(await store.event('efs', 'b')).toMatchObject({ reported: [] });
  });

  it('is in the order of reporting, and only as far as its entry knew when it was leased', async () => {
    const store = await freshStore();
    await store.takeEvents('efs', [failed('z'), failed('m'), failed('a')], 'c', NOON_ISO, BOTH);
    const entry = await leased(store, TICKET);
    await store.takeEvents('efs', [failed('k')], 'c2', NOON_ISO, BOTH);
    expect((await store.eventsOfEntry(entry)).map(({ id }) => id)).toEqual(['z', 'm', 'a']);
    await store.settle(entry, { state: 'done' }, said('done', 'Ticket.'));
    expect((await store.event('efs', 'k'))?.waitsFor).toContain(TICKET);
    expect((await store.outbox()).find(({ key }) => key === TICKET)).toMatchObject({ state: 'pending', attempts: 0 });
  });

  it('keeps its outcome while its ticket waits for the quiet time, and a new event makes that due', async () => {
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

describe('the decision of the rules', () => {
  it('ends an event that causes no work, at once', async () => {
    const store = await freshStore();
    const none: DecideEvent = () => ({ sync: false, tickets: [], incidents: [], outcomes: ['No rule asks.'] });
    await store.takeEvents('efs', [failed('a')], 'c', NOON_ISO, none);
    expect(await store.event('efs', 'a')).toMatchObject({
      state: 'skipped',
      outcomes: ['No rule asks.'],
      waitsFor: [],
      processedAt: NOON_ISO,
    });
    expect(await store.outbox()).toEqual([]);
  });

  it('is listed after the results of the work, and never changes their state', async () => {
    const store = await freshStore();
    const with_: DecideEvent = (of) => ({ ...SYNC(of, 'efs', []), outcomes: ['No ticket: not set up.'] });
    await store.takeEvents('efs', [failed('a')], 'c', NOON_ISO, with_);
    expect(await store.event('efs', 'a')).toMatchObject({ state: 'waiting', outcomes: ['No ticket: not set up.'] });
    await store.settle(await leased(store, 'sync:342'), { state: 'done' }, said('done', 'Synced.'));
    expect(await store.event('efs', 'a')).toMatchObject({
      state: 'done',
      outcomes: ['Synced.', 'No ticket: not set up.'],
    });
  });
});

describe('a ticket that waits for its customer’s company', () => {
  it('is due as soon as the company is known, and only of that customer', async () => {
    const store = await freshStore();
    const failure = { code: 'not-linked', message: 'No company.', nextStep: 'Link it.' } as const;
    const page = [failed('a'), failed('b', { customerId: '3421' })];
    await store.takeEvents('efs', page, 'c', NOON_ISO, BOTH);
    for (let entry = await store.lease(NOON, 1000); entry; entry = await store.lease(NOON, 1000)) {
      await store.settle(entry, { state: 'needs-user', failure }, said('needs-user', 'No company.'));
    }
    await store.putLinks(250, ['342']);
    const due = (await store.outbox()).filter(({ state }) => state === 'pending').map(({ key }) => key);
    expect(due).toEqual(['sync:342', TICKET]);
  });
});
