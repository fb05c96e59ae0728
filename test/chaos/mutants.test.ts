import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { brokenInvariants } from './support/invariants/index.ts';
import { KillAt } from './support/keepers.ts';
import { MUTANTS_OF_KILLS, MUTANTS_OF_SCHEDULES } from './support/mutants.ts';
import { perform } from './support/perform.ts';
import { schedules } from './support/schedule.ts';
import { chapters, liveThrough } from './support/story.ts';

/** A harness that cannot fail proves nothing: each of these mistakes must be caught, by the promise that it breaks. */
describe('an engine with a mistake is caught', () => {
  it.each(MUTANTS_OF_KILLS)('$mistake: breaks $breaks', async ({ breaks, spoil }) => {
    const caught = new Set<string>();
    for (const chapter of await chapters()) {
      const counting = new KillAt(0);
      await liveThrough(chapter, counting, { spoil });
      for (let at = 0; at <= counting.count && !caught.has(breaks); at += at ? 3 : 1) {
        const world = await liveThrough(chapter, new KillAt(at), { spoil });
        await world.untilQuiet('few');
        for (const { invariant } of await brokenInvariants(world)) caught.add(invariant);
      }
    }
    expect([...caught]).toContain(breaks);
  });

  it.each(MUTANTS_OF_SCHEDULES)('$mistake: breaks $breaks', async ({ breaks, spoil }) => {
    const caught = new Set<string>();
    for (let seed = 1; seed <= 200 && !caught.has(breaks); seed += 1) {
      const [schedule] = fc.sample(schedules('small'), { seed, numRuns: 1 });
      if (!schedule) break;
      for (const { invariant } of (await perform(schedule, spoil)).violations) caught.add(invariant);
    }
    expect([...caught]).toContain(breaks);
  });
});
