import { expect, it } from 'vitest';
import { HOUR, MINUTE } from '../../../../lib/shared/time.ts';
import type { ConnectWisePort } from '../../../../lib/sync/ports.ts';
import type { Stage } from '../support/stage.ts';
import {
  failure,
  notesOf,
  outcomes,
  success,
  ticketStage,
  ticketStageBeside,
  ticketsOf,
} from '../support/ticket-stage.ts';

const SEEDS = 15;
const BROWSERS = 3;

/** Mulberry32: the same seed gives the same order. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Lets every call of every browser wait, before and after it takes effect, and lets them go on one at a time in a random order. */
function scheduler(random: () => number) {
  const waiting: (() => void)[] = [];
  const turn = () => new Promise<void>((resolve) => waiting.push(resolve));
  const scheduled = (target: ConnectWisePort): ConnectWisePort => {
    const wrapped: ConnectWisePort = new Proxy(target, {
      get(object, name, receiver) {
        const member: unknown = Reflect.get(object, name, receiver);
        if (typeof member !== 'function') return member;
        return async (...args: unknown[]) => {
          await turn();
          const answer: unknown = await member.apply(object, args);
          await turn();
          return answer;
        };
      },
    });
    return wrapped;
  };
  const until = async (done: Promise<unknown>) => {
    let ended = false;
    void done.finally(() => {
      ended = true;
    });
    while (!ended) {
      await new Promise((resolve) => setTimeout(resolve, 0));
      const [next] = waiting.splice(Math.floor(random() * waiting.length), 1);
      next?.();
    }
    await done;
  };
  return { scheduled, until };
}

async function together(browsers: readonly Stage[], random: () => number): Promise<void> {
  const { scheduled, until } = scheduler(random);
  for (const on of browsers) await on.restartWith(scheduled(on.connectWise));
  await until(Promise.all(browsers.map((on) => on.engine.poll())));
}

it(`${BROWSERS} browsers in any order open one ticket, note each event once, and close it once`, async () => {
  const broken: string[] = [];
  let raced = 0;
  for (let seed = 1; seed <= SEEDS; seed++) {
    const random = seeded(seed);
    const first = await ticketStage();
    const browsers = [first];
    while (browsers.length < BROWSERS) browsers.push(await ticketStageBeside(first));

    first.portal.log.push(failure('e1'), failure('e2', first.time.now + 1000));
    await together(browsers, random);
    const open = first.connectWise.tables.tickets.filter(({ closedFlag }) => !closedFlag);
    if (first.connectWise.tables.tickets.length > 1) raced++;
    first.time.now += HOUR;
    first.portal.log.push(success('e3', first.time.now));
    // All lead again, so that all work at once.
    for (const on of browsers) await on.store.forget('stand-by');
    await together(browsers, random);
    for (let round = 0; round < 2; round++) {
      first.time.now += 5 * MINUTE;
      for (const on of browsers) await on.store.forget('stand-by');
      await together(browsers, random);
    }

    const texts = notesOf(first, 548);
    const states = (await Promise.all(browsers.map(outcomes))).flat().map(([, state]) => state);
    const facts = {
      open: open.length === 1 && open[0]?.id === 548,
      closed: ticketsOf(first)[0] === '#548 Closed',
      merged: first.connectWise.tables.tickets.slice(1).every((one) => one.mergedParentTicket?.id === 548),
      notes: new Set(texts).size === texts.length && texts.filter((text) => text.startsWith('Recovered')).length === 1,
      reported: states.length === BROWSERS * 3 && states.every((state) => state === 'done'),
      outboxes: (await Promise.all(browsers.map((on) => on.store.outbox()))).flat().length === 0,
    };
    for (const [fact, holds] of Object.entries(facts)) if (!holds) broken.push(`${fact} with seed ${seed}`);
    for (const on of browsers) on.store.close();
  }
  expect(broken).toEqual([]);
  // Otherwise the order would hardly ever matter.
  expect(raced).toBeGreaterThan(SEEDS / 2);
});
