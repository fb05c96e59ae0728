import { brokenInvariants, inWords } from './invariants/index.ts';
import { leftInConnectWise } from './outcome.ts';
import { type Chapter, liveThrough } from './story.ts';
import { KillAt } from './trackers.ts';

export interface Killed {
  /** How many points the step has. */
  points: number;
  /** At how many of them a death leaves something else than at the one before. */
  distinct: number;
  /** At how many of them the worker was killed. */
  tried: number;
  /** One text for each point after which something was broken. */
  failures: string[];
}

/**
 * Kills the worker at the points of a step, one after the other, and compares with the step undisturbed.
 * @param choose of the distinct points, or of all of them, those that are tried, counted from 1; default all distinct ones.
 */
export async function killAtPoints(
  chapter: Chapter,
  choose: (distinct: readonly number[], all: readonly number[]) => readonly number[] = (distinct) => distinct,
): Promise<Killed> {
  const counting = new KillAt(0, chapter.stores.writes);
  const undisturbed = await liveThrough(chapter, counting);
  const points = counting.count;
  const distinct = [...counting.distinct];
  const chosen = choose(
    distinct,
    Array.from({ length: points }, (_, index) => index + 1),
  );
  await undisturbed.untilQuiet();
  const expected = leftInConnectWise(undisturbed);
  const failures: string[] = [];
  for (const at of chosen) {
    const tracker = new KillAt(at);
    const where = () =>
      `${chapter.step.name}: killed at ${at} of ${points}, ${tracker.killed?.when} ${tracker.killed?.what}`;
    try {
      const world = await liveThrough(chapter, tracker);
      await world.untilQuiet();
      const words = inWords(await brokenInvariants(world));
      const different = differing(expected, leftInConnectWise(world));
      if (words || different) failures.push([where(), words, different].filter(Boolean).join('\n'));
      for (const browser of world.browsers) browser.kill();
    } catch (error) {
      failures.push(`${where()}\n[thrown] ${error instanceof Error ? error.stack : String(error)}`);
    }
  }
  return { points, distinct: distinct.length, tried: chosen.length, failures };
}

export function differing(expected: readonly string[], found: readonly string[]): string {
  const missing = expected.filter((line) => !found.includes(line)).map((line) => `- ${line}`);
  const extra = found.filter((line) => !expected.includes(line)).map((line) => `+ ${line}`);
  const counts = expected.length === found.length ? [] : [`${found.length} records instead of ${expected.length}`];
  return [...missing, ...extra, ...counts].join('\n');
}
