import { expect } from 'vitest';
import { byDepth } from '../../support/depth.ts';
import type { Size } from './schedule.ts';
import { countOf, figures, firstSeed, trySchedules } from './try-schedules.ts';

/** Schedules of all sizes together; `npm run bench chaos` tries all 2,001, from the same first seed. */
const SCHEDULES = byDepth(40, 600);

/** Tries this size's share of the random schedules: none may break a promise of the spec. */
export async function keepPromises(size: Size): Promise<{ browsers: number }> {
  const count = countOf(size, SCHEDULES);
  const tried = await trySchedules({ size, count, seed: firstSeed() });
  console.info(figures(`${size} schedules`, tried));
  expect(tried.failures.join('\n\n')).toBe('');
  expect(tried).toMatchObject({ schedules: count, duplicates: 0, lostEvents: 0 });
  return tried;
}
