import { expect, it } from 'vitest';
import { countOf, figures, firstSeed, SHARES, trySchedules } from './support/try-schedules.ts';

it('keeps every promise over tiny random schedules of one or two browsers', async () => {
  const count = countOf(SHARES.tiny);
  const tried = await trySchedules({ size: 'tiny', count, seed: firstSeed() });
  console.info(figures('tiny schedules', tried));
  expect(tried.failures.join('\n\n')).toBe('');
  expect(tried).toMatchObject({ schedules: count, duplicates: 0, lostEvents: 0 });
});
