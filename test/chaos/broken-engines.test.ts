import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { oneOfEvery } from '../support/depth.ts';
import { FOUND_BY_KILLS, FOUND_BY_SCHEDULES } from './support/broken-engines.ts';
import { brokenInvariants } from './support/invariants/index.ts';
import { perform } from './support/perform.ts';
import { schedules } from './support/schedule.ts';
import { chapters, liveThrough } from './support/story.ts';
import { KillAt } from './support/trackers.ts';

/** A harness that cannot fail proves nothing: each of these mistakes must be caught, by the promise that it breaks. */
describe('an engine with a mistake is detected', () => {
  it.each(oneOfEvery(8, FOUND_BY_KILLS))('$mistake: breaks $breaks', async ({ breaks, spoil }) => {
    const caught = new Set<string>();
    const all = await chapters();
    const [first] = all;
    if (!first) throw new Error('The story has no steps.');
    // Undisturbed first, then killed at every second await of the first step: what goes wrong between two is met by one of both.
    const tries = [
      ...all.map((chapter) => ({ chapter, at: 0 })),
      ...[...Array(90).keys()].map((n) => ({ chapter: first, at: 2 * n + 1 })),
    ];
    for (const { chapter, at } of tries) {
      if (caught.has(breaks)) break;
      const world = await liveThrough(chapter, new KillAt(at), { spoil });
      await world.untilQuiet();
      for (const { invariant } of await brokenInvariants(world)) caught.add(invariant);
    }
    expect([...caught]).toContain(breaks);
  });

  it.each(oneOfEvery(3, FOUND_BY_SCHEDULES))('$mistake: breaks $breaks', async ({ breaks, spoil }) => {
    const caught = new Set<string>();
    for (let seed = 1; seed <= 200 && !caught.has(breaks); seed += 1) {
      const [schedule] = fc.sample(schedules('small'), { seed, numRuns: 1 });
      if (!schedule) break;
      for (const { invariant } of (await perform(schedule, spoil)).violations) caught.add(invariant);
    }
    expect([...caught]).toContain(breaks);
  });
});
