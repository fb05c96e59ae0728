import { expect, it } from 'vitest';
import { countOf, figures, firstSeed, SHARES, trySchedules } from './support/try-schedules.ts';

it('keeps every promise over small random schedules of one to three browsers', async () => {
  const count = countOf(SHARES.small[1]);
  const tried = await trySchedules({ size: 'small', count, seed: firstSeed() + SHARES.small[0] });
  console.info(figures('small schedules', tried));
  expect(tried.failures.join('\n\n')).toBe('');
  expect(tried).toMatchObject({ schedules: count, duplicates: 0, lostEvents: 0 });
});
