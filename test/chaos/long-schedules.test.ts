import { expect, it } from 'vitest';
import { keepPromises } from './support/keep-promises.ts';
import type { Size } from './support/schedule.ts';

it.each<[Size, string, number]>([
  ['small', 'random schedules of one to three browsers', 1],
  ['large', 'long random schedules of up to six browsers', 2],
])('keeps every promise over %s: %s', async (size, _what, browsers) => {
  const tried = await keepPromises(size);
  expect(tried.browsers).toBeGreaterThanOrEqual(browsers);
});
