import { expect, it } from 'vitest';
import { chapters } from './support/story.ts';
import { killEverywhere } from './support/try-kills.ts';

it('loses and doubles nothing when the worker is killed at any await of its work for a user', async () => {
  let points = 0;
  for (const chapter of (await chapters()).filter(({ step }) => step.byUser)) {
    const killed = await killEverywhere(chapter);
    points += killed.points;
    expect(killed.failures.slice(0, 3).join('\n\n')).toBe('');
  }
  expect(points).toBeGreaterThan(150);
  console.info(`chaos kill-points for people: ${points} tried, 0 failed`);
});
