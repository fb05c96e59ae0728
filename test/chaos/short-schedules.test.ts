import { it } from 'vitest';
import { keepPromises } from './support/keep-promises.ts';

it('keeps every promise over short random schedules of one or two browsers', async () => {
  await keepPromises('tiny');
});
