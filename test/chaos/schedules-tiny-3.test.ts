import { it } from 'vitest';
import { keepPromises } from './support/keep-promises.ts';

it('keeps every promise over tiny random schedules of one or two browsers, part 3 of 3', async () => {
  await keepPromises('tiny', { part: 3, of: 3 });
});
