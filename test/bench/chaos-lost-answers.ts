import { chapters } from '../chaos/support/story.ts';
import { loseAnswers } from '../chaos/support/try-lost-answers.ts';
import type { Benchmark } from './benchmark.ts';

/** Requests of the story whose answer was lost, refused or garbled, one at a time. */
export const chaosLostAnswersFailed: Benchmark = {
  name: 'chaos.lost-answers-failed',
  unit: 'count',
  async measure() {
    const tried: Record<string, number> = {};
    const seen = new Set<string>();
    let failed = 0;
    for (const chapter of await chapters()) {
      const lost = await loseAnswers(chapter, seen);
      for (const [name, count] of Object.entries(lost.tried)) tried[name] = (tried[name] ?? 0) + count;
      failed += lost.failures.length;
    }
    const counts = Object.entries(tried).map(([name, count]) => `${name} ${count}`);
    const n = Object.values(tried).reduce((sum, count) => sum + count, 0);
    return { value: failed, n, note: counts.join(', ') };
  },
};
