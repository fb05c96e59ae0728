import { describe, expect, it } from 'vitest';
import { HOUR, isoTime } from '../../../../lib/shared/time.ts';
import { createEngine } from '../../../../lib/sync/engine.ts';
import type { ConnectWisePort } from '../../../../lib/sync/ports.ts';
import type { SyncStore } from '../../../../lib/sync/store.ts';
import { CLOSED_STATUS, COMPANY, NOW, portalEvent, ticket } from '../../../support/builders/sync-records.ts';
import { oneOfEvery } from '../../../support/depth.ts';
import { newestEvents } from '../../../support/newest-events.ts';
import { minutesPass, type Stage, stage, value } from '../support/stage.ts';
import { byUser, failure, report, success, ticketStage, ticketsOf } from '../support/ticket-stage.ts';

/** A worker that dies at the nth call to one of these: the call never returns, or its answer never arrives. */
interface Death {
  at: number;
  when: 'before' | 'after';
}

/** Wraps every method so that the nth call ends the worker; answers how many calls there were, and when it died. */
function mortal<T extends object>(target: T, death: Death, calls: { count: number }, died: () => void): T {
  const wrapped: T = new Proxy(target, {
    get(object, name, receiver) {
      const member: unknown = Reflect.get(object, name, receiver);
      if (typeof member !== 'function') return member;
      return async (...args: unknown[]) => {
        const fatal = ++calls.count === death.at;
        if (calls.count > death.at && death.at > 0) return new Promise(() => {});
        if (fatal && death.when === 'after') await member.apply(object, args);
        if (fatal) {
          died();
          return new Promise(() => {});
        }
        return member.apply(object, args);
      };
    },
  });
  return wrapped;
}

/** Runs poll and sync with a worker that dies at one call; then a new worker recovers and polls until all is decided. */
async function dieAndRecover(on: Stage, death: Death): Promise<number> {
  const calls = { count: 0 };
  const { connectWise, portal, store } = on.deps;
  const dead = new Promise<void>((resolve) => {
    on.engine = createEngine({
      ...on.deps,
      connectWise: mortal<ConnectWisePort>(connectWise, death, calls, resolve),
      portal: mortal(portal, death, calls, resolve),
      store: mortal<SyncStore>(store, death, calls, resolve),
    });
  });
  await Promise.race([on.engine.poll(), dead]);
  const made = calls.count;
  await on.restart();
  await minutesPass(on);
  return made;
}

/** 1, 2 … count. */
const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

async function synced(): Promise<Stage> {
  const on = await stage();
  await on.store.putLinks(COMPANY, ['342']);
  on.portal.log.push(portalEvent('e1'), portalEvent('e2'));
  return on;
}

describe('a worker killed at any call of poll and sync', () => {
  it.each(
    (['before', 'after'] as const).flatMap((when) => [false, true].map((isRepeated) => [when, isRepeated] as const)),
  )(
    '%s it takes effect loses and duplicates nothing, each create sent twice by the browser: %s',
    async (when, isRepeated) => {
      const points = await dieAndRecover(await synced(), { at: 0, when });
      expect(points).toBeGreaterThan(30);
      const broken: string[] = [];
      for (const at of oneOfEvery(6, upTo(points))) {
        const on = await synced();
        on.connectWise.disturb = (call, change) =>
          isRepeated && call === 'write' && change?.op === 'create' ? { twice: true } : undefined;
        await dieAndRecover(on, { at, when });
        const events = await newestEvents(on.engine, 10);
        const { additions, configurations, entries } = on.connectWise.tables;
        const facts = {
          outcomes: events.every((event) => event.state === 'done' && event.outcomes.length > 0),
          events: events.length === 2,
          outbox: (await on.store.outbox()).length === 0,
          running: (await on.store.runningRuns()).length === 0,
          intended: (await on.store.journal({ limit: 99 })).every((entry) => entry.state !== 'intended'),
          quantity: additions[0]?.quantity === 100 && additions[0].unitPrice === 0.5,
          configurations: configurations.length === 1,
          report: entries[0]?.totalServers === 1 && entries[1]?.successfulBackupJobs === 2,
        };
        for (const [fact, holds] of Object.entries(facts)) if (!holds) broken.push(`${fact} after ${at} of ${points}`);
      }
      expect(broken).toEqual([]);
    },
  );
});

describe('a worker killed at any call of ticket work', () => {
  const STORIES = {
    /** One opened, while another is merged and noted. */
    begin: async () => {
      const on = await ticketStage();
      on.connectWise.tables.tickets.push(ticket({ id: 500 }), ticket({ id: 501 }));
      on.portal.log.push(failure('e1'), failure('e2', NOW, { accountId: '1002' }));
      return on;
    },
    end: async () => {
      const on = await ticketStage();
      await report(on, failure('e1'), failure('e2', NOW, { accountId: '1002' }));
      on.time.now += HOUR;
      on.portal.log.push(success('e3', on.time.now));
      return on;
    },
  };
  const EXPECTED = {
    begin: ['#500 New', '#501 Closed in #500', '#550 New'],
    end: ['#548 Closed', '#549 New'],
  };

  it.each(
    (['begin', 'end'] as const).flatMap((story) =>
      (['before', 'after'] as const).map((when) => [story, when] as const),
    ),
  )('at the %s of an incident, %s it takes effect, leaves one ticket that reports everything', async (story, when) => {
    const points = await dieAndRecover(await STORIES[story](), { at: 0, when });
    expect(points).toBeGreaterThan(30);
    const broken: string[] = [];
    for (const at of oneOfEvery(6, upTo(points))) {
      const on = await STORIES[story]();
      await dieAndRecover(on, { at, when });
      const texts = on.connectWise.tables.notes.map(({ ticketId, text }) => `${ticketId} ${text}`);
      const facts = {
        outcomes: (await newestEvents(on.engine, 10)).every(
          ({ state, outcomes }) => state === 'done' && outcomes.length > 0,
        ),
        // An ongoing incident keeps an entry for its next look, with nothing waiting for it.
        outbox: (await on.store.outbox()).every(({ state, failure }) => state === 'waiting' && !failure),
        running: (await on.store.runningRuns()).length === 0,
        intended: (await on.store.journal({ limit: 99 })).every((entry) => entry.state !== 'intended'),
        tickets: ticketsOf(on).sort().join() === EXPECTED[story].join(),
        notes: new Set(texts).size === texts.length,
        leads: (await on.store.cached('stand-by')) === undefined,
      };
      for (const [fact, holds] of Object.entries(facts)) if (!holds) broken.push(`${fact} after ${at} of ${points}`);
    }
    expect(broken).toEqual([]);
  });
});

describe('a run that was cut off', () => {
  it.each([
    [1, 'a record that was being made', '1 change was'],
    [2, 'a record that was being changed', '2 changes were'],
  ])('at write %i is interrupted, and its journal finds %s', async (fatal, _what, written) => {
    const on = await stage();
    const { write } = on.connectWise;
    let writes = 0;
    const dead = new Promise<void>((resolve) => {
      on.connectWise.write = async (change) => {
        const answer = await write(change);
        if (++writes < fatal) return answer;
        resolve();
        return new Promise(() => {});
      };
    });
    const started = value(await on.engine.syncNow(COMPANY));
    await dead;
    on.connectWise.write = write;
    await on.restart();
    const { run, entries } = value(await on.engine.run(started.runId));
    expect(run).toMatchObject({
      state: 'interrupted',
      counts: { applied: fatal },
      failure: { code: 'interrupted' },
      outcomes: [{ text: `Interrupted: the browser stopped while it was running; ${written} written before.` }],
    });
    expect(entries.at(-1)).toMatchObject({
      recordId: 1,
      outcome: 'Written; the answer was lost, so ConnectWise was asked again.',
    });
    expect((await on.sync()).run).toMatchObject({ state: 'done', counts: { applied: 4 - fatal } });
  });

  it('before the write took place is reported as not written once it can no longer arrive', async () => {
    const on = await stage();
    const { write } = on.connectWise;
    const dead = new Promise<void>((resolve) => {
      on.connectWise.write = () => {
        resolve();
        return new Promise(() => {});
      };
    });
    const started = value(await on.engine.syncNow(COMPANY));
    await dead;
    on.connectWise.write = write;
    await on.restart();
    expect(value(await on.engine.run(started.runId)).entries).toMatchObject([{ state: 'unknown' }]);
    await minutesPass(on);
    expect(value(await on.engine.run(started.runId)).entries).toMatchObject([
      { state: 'failed', outcome: 'Not written: after 10 minutes it is not there.' },
    ]);
  });

  it('after a ticket was opened is found to have opened it, though a user closed it since', async () => {
    const on = await ticketStage();
    const { write } = on.connectWise;
    const dead = new Promise<void>((resolve) => {
      on.connectWise.write = async (change) => {
        await write(change);
        resolve();
        return new Promise(() => {});
      };
    });
    on.portal.log.push(failure('e1'));
    void on.engine.poll();
    await dead;
    on.connectWise.write = write;
    byUser(on, 548, { status: CLOSED_STATUS, closedFlag: true, closedBy: 'jdoe', closedDate: isoTime(NOW + HOUR) });
    on.time.now += HOUR;
    await on.restart();
    const [run] = await on.store.runs({ limit: 1 });
    expect(run).toMatchObject({
      state: 'interrupted',
      counts: { applied: 1, failed: 0 },
      failure: { nextStep: 'It is taken up again by itself: only what is still missing is written.' },
    });
    await on.engine.poll();
    expect(ticketsOf(on)).toEqual(['#548 Closed']);
    expect((await newestEvents(on.engine, 1))[0]?.state).toBe('skipped');
  });
});
