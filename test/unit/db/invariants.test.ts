import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EVENTS, keysOf, type Step, step } from './invariants/steps.ts';
import { World } from './invariants/world.ts';

const RUNS = 150;

/** After every step: what must be true of the database whatever happened. */
async function check(world: World): Promise<void> {
  const outbox = new Map((await world.store.outbox()).map((entry) => [entry.key, entry]));
  for (const event of await world.store.events(EVENTS.length + 1)) {
    const reportedKeys = event.reported.map(({ key }) => key).filter((key) => key !== 'rules');
    // Every work owes an outcome or has reported it, once.
    expect([...event.waitsFor, ...reportedKeys].sort()).toEqual(
      keysOf(event.customerId, world.worksOf(event.id)).sort(),
    );
    for (const { key, outcomes } of event.reported) expect(outcomes[0]).toContain(key);
    for (const key of event.waitsFor) {
      const entry = outbox.get(key);
      expect(entry?.newestSequence).toBeGreaterThanOrEqual(event.sequence);
      if (world.asked.get(event.id) === event.sequence) expect(entry?.manual).toBe(true);
    }
    expect(event.state === 'waiting').toBe(event.waitsFor.length > 0);
    expect(event.processedAt === undefined).toBe(event.waitsFor.length > 0);
    expect(event.outcomes).toEqual(event.reported.flatMap(({ outcomes }) => outcomes));
    // An outcome once stored stays, unless a user reprocesses the event.
    const before = world.seen.get(event.id);
    if (before?.sequence === event.sequence) expect(event.reported).toEqual(expect.arrayContaining(before.reported));
    world.seen.set(event.id, event);
  }
  expect(world.seen.size).toBe((await world.store.events(EVENTS.length + 1)).length);
}

/** Faults have ended: everything is worked off. */
async function finish(world: World): Promise<void> {
  await world.store.expireLeases(Number.POSITIVE_INFINITY);
  await world.store.wakeWaiting(world.now);
  await world.settleUntaken((await world.store.outbox()).filter(({ state }) => state === 'needs-user'));
  world.now += 1_000_000;
  for (let turns = 0; turns < 50; turns++) {
    await world.lease();
    if (!world.held.length) break;
    await world.settle(0, 'done');
  }
  expect(await world.store.outbox()).toEqual([]);
  for (const event of await world.store.events(EVENTS.length)) expect(event.waitsFor).toEqual([]);
}

describe('in any order of steps', () => {
  it('every waiting event has its work in the outbox, and each work reports it once', async () => {
    const steps = fc.array(fc.tuple(step, fc.option(step, { nil: undefined, freq: 3 })), { maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(steps, async (drawn) => {
        const world = await World.open();
        try {
          for (const [one, other] of drawn) {
            // Two of a kind at once could not be distinguished afterwards.
            const together: Step[] = other && other.do !== one.do && one.do !== 'restart' ? [one, other] : [one];
            await Promise.all(
              together.filter(({ do: what }, at) => !at || what !== 'restart').map((s) => world.take(s)),
            );
            await check(world);
          }
          world.held = [];
          await finish(world);
          await check(world);
        } finally {
          world.store.close();
        }
      }),
      { numRuns: RUNS },
    );
  });
});
