import { expect, it } from 'vitest';
import type { Size } from './support/schedule.ts';
import { countOf, figures, firstSeed, SHARES, trySchedules } from './support/try-schedules.ts';

it.each<[Size, string, number]>([
  ['small', 'random schedules of one to three browsers', 1],
  ['large', 'long random schedules of up to six browsers', 2],
  ['crowd', 'random schedules of 25 to 50 browsers', 25],
])('keeps every promise over %s: %s', async (size, _what, browsers) => {
  const count = countOf(SHARES[size]);
  const tried = await trySchedules({ size, count, seed: firstSeed() });
  console.info(figures(`${size} schedules`, tried));
  expect(tried.failures.join('\n\n')).toBe('');
  expect(tried).toMatchObject({ schedules: count, duplicates: 0, lostEvents: 0 });
  expect(tried.browsers).toBeGreaterThanOrEqual(browsers);
});
