import { measure, type ServiceUsage } from '../../domain/measure.ts';
import { SERVICES } from '../../domain/service.ts';
import type { Settings } from '../../domain/settings.ts';
import { type UsageDoubts, usageDoubts } from '../../domain/usage-doubts.ts';
import type { PortalSide } from '../read/facts.ts';
import type { Observation } from '../read/observation.ts';
import { referenceDoubt } from '../read/unreadable.ts';

/** What the portal measures, by customer id; customers that the portal does not know are absent. */
export function serviceUsageOf(
  sides: readonly PortalSide[],
  settings: Settings,
  now: number,
): Record<string, ServiceUsage> {
  const serviceUsage: Record<string, ServiceUsage> = {};
  for (const { customerId, facts } of sides)
    if (facts) serviceUsage[customerId] = measure(facts.accounts, settings, now);
  return serviceUsage;
}

/** Why a measure is not to be billed without a user, by customer id and service. */
export function doubtsOf(
  sides: readonly PortalSide[],
  settings: Settings,
  { company, setup }: Pick<Observation, 'company' | 'setup'>,
  now: number,
): Record<string, UsageDoubts> {
  const doubts: Record<string, UsageDoubts> = {};
  const ofReferences = referenceDoubt(setup);
  const ofAll: UsageDoubts = ofReferences ? Object.fromEntries(SERVICES.map(({ id }) => [id, ofReferences])) : {};
  for (const { customerId, facts } of sides)
    if (facts) doubts[customerId] = { ...ofAll, ...usageDoubts(facts, settings, company.name, now) };
  return doubts;
}
