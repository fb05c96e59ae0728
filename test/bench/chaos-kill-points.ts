import { chapters } from '../chaos/support/story.ts';
import { killAtPoints } from '../chaos/support/try-kills.ts';
import type { Benchmark } from './benchmark.ts';

/** Every await of the whole story at which a worker can die, and those after which a promise was broken. */
async function killed() {
  const all = { points: 0, failures: 0, steps: 0 };
  for (const chapter of await chapters()) {
    const { points, failures } = await killAtPoints(chapter, (_distinct, every) => every);
    all.points += points;
    all.failures += failures.length;
    all.steps += 1;
  }
  return all;
}

const once: { done?: ReturnType<typeof killed> } = {};
const tried = () => {
  once.done ??= killed();
  return once.done;
};

export const chaosKillPoints: Benchmark = {
  name: 'chaos.kill-points',
  unit: 'count',
  async measure() {
    const { points, steps } = await tried();
    return {
      value: points,
      n: points,
      note: `every await before and after a call to store, network or clock, ${steps} steps`,
    };
  },
};

export const chaosKillPointsFailed: Benchmark = {
  name: 'chaos.kill-points-failed',
  unit: 'count',
  async measure() {
    const { points, failures } = await tried();
    return {
      value: failures,
      n: points,
      note: 'killed there, started again, run to quiet: an invariant broke or the end differs',
    };
  },
};
