import { expect, it } from 'vitest';
import { oneOfEvery } from '../support/depth.ts';
import { chapters } from './support/story.ts';
import { killAtPoints } from './support/try-kills.ts';

/** At sample depth the worker is killed at one point of so many that leave something else; `npm run bench` kills it at all. */
const EVERY = 20;

it('loses and duplicates nothing when the worker is killed at an await of its work for a user', async () => {
  const counts = { points: 0, distinct: 0, tried: 0 };
  for (const chapter of (await chapters()).filter(({ step }) => step.byUser)) {
    const killed = await killAtPoints(chapter, (points) => oneOfEvery(EVERY, points));
    counts.points += killed.points;
    counts.distinct += killed.distinct;
    counts.tried += killed.tried;
    expect(killed.failures.slice(0, 3).join('\n\n')).toBe('');
  }
  expect(counts.points).toBeGreaterThan(150);
  console.info(
    `chaos kill-points for users: ${counts.tried} of ${counts.distinct} tried, of ${counts.points} awaits, 0 failed`,
  );
});
