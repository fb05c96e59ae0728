import { expect } from 'vitest';
import type { Size } from './schedule.ts';
import { countOf, figures, firstSeed, SHARES, trySchedules } from './try-schedules.ts';

/**
 * Tries this size's share of the random schedules, or one of the parts that they are distinguished in so that files can run side
 * by side: none may break a promise of the spec.
 */
export async function keepPromises(size: Size, { part, of } = { part: 1, of: 1 }): Promise<{ browsers: number }> {
  const count = Math.max(1, Math.round(countOf(SHARES[size]) / of));
  const tried = await trySchedules({ size, count, seed: firstSeed() + (part - 1) * count });
  console.info(figures(of === 1 ? `${size} schedules` : `${size} schedules, part ${part} of ${of}`, tried));
  expect(tried.failures.join('\n\n')).toBe('');
  expect(tried).toMatchObject({ schedules: count, duplicates: 0, lostEvents: 0 });
  return tried;
}
