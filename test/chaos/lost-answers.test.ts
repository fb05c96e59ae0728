import { expect, it } from 'vitest';
import { byDepth, oneOfEvery } from '../support/depth.ts';
import { chapters } from './support/story.ts';
import { loseAnswers } from './support/try-lost-answers.ts';

/** At sample depth one of so many pairs of a request and a fault is tried. */
const EVERY = 40;

it('keeps every promise when an answer is lost, refused or garbled', async () => {
  const tried: Record<string, number> = {};
  const seen = new Set<string>();
  for (const chapter of await chapters()) {
    const lost = await loseAnswers(chapter, seen, (tries) => oneOfEvery(EVERY, tries));
    for (const [name, count] of Object.entries(lost.tried)) tried[name] = (tried[name] ?? 0) + count;
    expect(lost.failures.slice(0, 3).join('\n\n')).toBe('');
  }
  const counts = Object.entries(tried).map(([name, count]) => `${name} ${count}`);
  // Requests that are on the way together have no order, so that a sample draws now these, now those.
  expect(counts.length).toBeGreaterThan(byDepth(6, 10));
  console.info(`chaos lost answers: ${counts.join(', ')}; 0 failed`);
});
