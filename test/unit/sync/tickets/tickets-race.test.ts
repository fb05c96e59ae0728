import { describe, expect, it } from 'vitest';
import { HOUR } from '../../../../lib/shared/time.ts';
import { NOW, ticket } from '../../../support/builders/sync-records.ts';
import { TIMEOUT } from '../support/fake-connectwise.ts';
import { minutesPass, type Stage } from '../support/stage.ts';
import {
  failure,
  notesOf,
  outcomes,
  report,
  success,
  ticketStage,
  ticketStageBeside,
  ticketsOf,
} from '../support/ticket-stage.ts';

/** Wraps ConnectWise for one browser: `meanwhile` happens before, or after, its nth call. Answers how many there were. */
function interrupted(on: Stage, at: number, when: 'before' | 'after', meanwhile: () => Promise<void>) {
  const calls = { count: 0 };
  const target = on.deps.connectWise;
  const wrapped: typeof target = new Proxy(target, {
    get(object, name, receiver) {
      const member: unknown = Reflect.get(object, name, receiver);
      if (typeof member !== 'function') return member;
      return async (...args: unknown[]) => {
        const now = ++calls.count === at;
        if (now && when === 'before') await meanwhile();
        const answer: unknown = await member.apply(object, args);
        if (now && when === 'after') await meanwhile();
        return answer;
      };
    },
  });
  return { wrapped, calls };
}

/** Two browsers learn of the same events; the second does all its work while the first is at its nth call. */
async function race(at: number, when: 'before' | 'after', events: 'begin' | 'end') {
  const a = await ticketStage();
  if (events === 'end') await report(a, failure('e1'));
  const b = await ticketStageBeside(a);
  if (events === 'end') {
    // The second browser has heard of the failure as well, and finds it reported.
    await b.engine.poll();
    await b.store.forget('stand-by');
    a.time.now += HOUR;
  }
  const news = events === 'begin' ? failure('e1') : success('e2', a.time.now);
  a.portal.log.push(news);
  const { wrapped, calls } = interrupted(a, at, when, async () => {
    await b.engine.poll();
  });
  await a.restartWith(wrapped);
  await a.engine.poll();
  await b.engine.poll();
  return { a, b, calls: calls.count };
}

describe.each(['before', 'after'] as const)('two browsers, the second working %s any call of the first', (when) => {
  it('open one ticket for an incident', async () => {
    const { calls } = await race(0, when, 'begin');
    expect(calls).toBeGreaterThan(4);
    for (let at = 1; at <= calls; at++) {
      const { a, b } = await race(at, when, 'begin');
      const { tickets } = a.connectWise.tables;
      const open = tickets.filter(({ closedFlag }) => !closedFlag);
      expect(
        open.map(({ id }) => id),
        `open tickets at ${at}`,
      ).toEqual([548]);
      expect(tickets.filter(({ closedFlag }) => closedFlag).every((one) => one.mergedParentTicket?.id === 548)).toBe(
        true,
      );
      expect(notesOf(a, 548), `notes at ${at}`).toHaveLength(1);
      for (const on of [a, b]) expect((await outcomes(on))[0]?.[1], `reported at ${at}`).toBe('done');
      expect([...(await a.store.runningRuns()), ...(await b.store.runningRuns())]).toEqual([]);
    }
  });

  it('note and close once', async () => {
    const { calls } = await race(0, when, 'end');
    for (let at = 1; at <= calls; at++) {
      const { a, b } = await race(at, when, 'end');
      expect(ticketsOf(a), `tickets at ${at}`).toEqual(['#548 Closed']);
      expect(notesOf(a, 548), `notes at ${at}`).toHaveLength(2);
      for (const on of [a, b]) expect((await outcomes(on))[0]?.[1], `reported at ${at}`).toBe('done');
    }
  });
});

describe('a lost answer', () => {
  const NAMES = { create: 'ticket', note: 'ticket-note', close: 'ticket', merge: 'ticket' } as const;
  const OPS = { create: 'create', note: 'create', close: 'update', merge: 'merge' } as const;

  it.each(
    (['create', 'note', 'close', 'merge'] as const).flatMap((what) =>
      (['before', 'after'] as const).flatMap((when) =>
        ([false, true] as const).map((blind) => ({ what, when, blind })),
      ),
    ),
  )('of $what, $when it took effect, ConnectWise then unreachable: $blind', async ({ what, when, blind }) => {
    const on = await ticketStage();
    if (what === 'merge') on.connectWise.tables.tickets.push(ticket({ id: 500 }), ticket({ id: 501 }));
    let down = false;
    const arm = () => {
      let lost = false;
      on.connectWise.disturb = (call, change) => {
        if (down) return { failure: TIMEOUT };
        if (lost || call !== 'write' || change?.resource !== NAMES[what] || change.op !== OPS[what]) return undefined;
        lost = true;
        down = blind;
        return when === 'after' ? { lostAfter: TIMEOUT } : { failure: TIMEOUT };
      };
    };
    if (what === 'create' || what === 'merge') arm();
    await report(on, failure('e1'));
    down = false;
    await minutesPass(on);
    if (what === 'note' || what === 'close') arm();
    await report(on, success('e2', on.time.now));
    down = false;
    on.connectWise.disturb = () => undefined;
    for (let round = 0; round < 3; round++) {
      on.time.now += HOUR;
      await on.engine.drain();
    }
    const first = what === 'merge' ? 500 : 548;
    expect(on.connectWise.tables.tickets.filter(({ mergedParentTicket }) => !mergedParentTicket)).toMatchObject([
      { id: first, closedFlag: true },
    ]);
    expect(new Set(notesOf(on, first)).size).toBe(notesOf(on, first).length);
    expect(notesOf(on, first).filter((text) => text.startsWith('Recovered'))).toHaveLength(1);
    expect((await outcomes(on)).map(([, state]) => state)).toEqual(['done', 'done']);
    expect(await on.store.outbox()).toEqual([]);
    expect((await on.store.journal({ limit: 50 })).map(({ state }) => state)).not.toContain('intended');
  });
});

describe('a create that the browser sent twice by itself', () => {
  it('leaves one ticket: the other is merged', async () => {
    const on = await ticketStage();
    on.connectWise.disturb = (call, change) =>
      call === 'write' && change?.op === 'create' ? { twice: true } : undefined;
    await report(on, failure('e1'));
    expect(ticketsOf(on)).toEqual(['#548 New', '#549 Closed in #548']);
    expect((await outcomes(on))[0]?.[1]).toBe('done');
  });

  it('leaves one note', async () => {
    const on = await ticketStage();
    await report(on, failure('e1'));
    on.connectWise.disturb = (call, change) =>
      call === 'write' && change?.resource === 'ticket-note' && change.op === 'create' ? { twice: true } : undefined;
    on.time.now = NOW + HOUR;
    await report(on, success('e2', on.time.now));
    expect(notesOf(on, 548).filter((text) => text.startsWith('Recovered'))).toHaveLength(1);
  });
});

describe('the second browser', () => {
  it('finds the ticket reported, writes nothing, and enters standby', async () => {
    const a = await ticketStage();
    await report(a, failure('e1'));
    const b = await ticketStageBeside(a);
    a.connectWise.calls.length = 0;
    await b.engine.poll();
    expect(a.connectWise.calls).not.toContain('write');
    expect((await outcomes(b))[0]?.[1]).toBe('done');
    expect((await b.store.cached<{ leads: boolean }>('stand-by'))?.value.leads).toBe(false);
  });

  it('is not seen in this browser’s own note', async () => {
    const a = await ticketStage();
    await report(a, failure('e1'));
    await report(a, failure('e1b'));
    expect(await a.store.cached('stand-by')).toBeUndefined();
  });
});
