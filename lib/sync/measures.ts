import type { Company } from '../domain/connectwise-records.ts';
import { type Measures, measure } from '../domain/measure.ts';
import type { Settings } from '../domain/settings.ts';
import { type UsageDoubts, usageDoubts } from '../domain/usage-doubts.ts';
import type { PortalSide } from './facts.ts';

/** What the portal measures, by customer id; customers that the portal does not know are absent. */
export function measuresOf(sides: readonly PortalSide[], settings: Settings, now: number): Record<string, Measures> {
  const measures: Record<string, Measures> = {};
  for (const { customerId, facts } of sides) if (facts) measures[customerId] = measure(facts.accounts, settings, now);
  return measures;
}

/** Why a measure is not to be billed without a person, by customer id and service. */
export function doubtsOf(
  sides: readonly PortalSide[],
  settings: Settings,
  company: Pick<Company, 'name'>,
): Record<string, UsageDoubts> {
  const doubts: Record<string, UsageDoubts> = {};
  for (const { customerId, facts } of sides)
    if (facts) doubts[customerId] = usageDoubts(facts, settings.products, company.name);
  return doubts;
}
