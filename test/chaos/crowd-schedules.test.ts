import { expect, it } from 'vitest';
import { keepPromises } from './support/keep-promises.ts';

it('keeps every promise over random schedules of 25 to 50 browsers', async () => {
  const tried = await keepPromises('crowd');
  expect(tried.browsers).toBeGreaterThanOrEqual(25);
});
