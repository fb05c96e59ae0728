import { expect, it } from 'vitest';
import { concernsAll, isPermanent } from '../../../../lib/sync/bulk/customer-outcome.ts';

it('a full disk affects every customer: the bulk sync waits instead of failing one after the other', () => {
  const full = { code: 'storage' as const, message: 'The disk is full.', nextStep: 'Free some disk space.' };
  expect([concernsAll(full), isPermanent(full)]).toEqual([true, false]);
});
