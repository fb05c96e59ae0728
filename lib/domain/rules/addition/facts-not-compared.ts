import { isYoungerThan } from '../../../shared/age.ts';
import { DAY, readTime } from '../../../shared/time.ts';
import type { AdditionFacts } from './addition-subject.ts';
import type { UsageQuantity } from './measured-quantity.ts';

/**
 * Whether the portal's facts are a day old or older: a quantity is not compared with them. Ages that are not known (no time is
 * given) do not count as old.
 */
export function areFactsOld({ measuredAt, now }: Pick<AdditionFacts, 'measuredAt' | 'now'>): boolean {
  const at = readTime(measuredAt);
  return at !== undefined && now !== undefined && !isYoungerThan(DAY, at, now);
}

/** Whether a part of the usage is missing: a difference to it says nothing of the quantity. */
export function isIncomplete(
  { doubts }: Pick<AdditionFacts, 'doubts'>,
  customerId: string,
  { billed }: Pick<UsageQuantity, 'billed'>,
): boolean {
  return billed.some(({ id }) => doubts?.[customerId]?.[id]?.code === 'GUARD-INCOMPLETE');
}
