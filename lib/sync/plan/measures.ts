import { measure, type ServiceUsage } from '../../domain/measure.ts';
import { SERVICES } from '../../domain/service.ts';
import type { Settings } from '../../domain/settings.ts';
import { type UsageDoubts, usageDoubts } from '../../domain/usage-doubts.ts';
import { linkIn } from '../read/company-links.ts';
import type { PortalSide } from '../read/facts.ts';
import type { Observation } from '../read/observation.ts';
import { referenceDoubt } from '../read/unreadable.ts';

/** What the portal measures, by the number of the EFS id in ConnectWise; customers that the portal does not know are absent. */
export function serviceUsageOf(
  sides: readonly PortalSide[],
  settings: Settings,
  observation: Pick<Observation, 'links'>,
  now: number,
): Record<string, ServiceUsage> {
  const serviceUsage: Record<string, ServiceUsage> = {};
  for (const { customerId, facts } of sides) {
    const { efsNumber } = linkIn(observation, customerId);
    if (facts && efsNumber !== null) serviceUsage[efsNumber] = measure(facts.accounts, settings, now);
  }
  return serviceUsage;
}

/** Why a measure is not to be billed without a user, by the number of the EFS id in ConnectWise and service. */
export function doubtsOf(
  sides: readonly PortalSide[],
  settings: Settings,
  observation: Pick<Observation, 'company' | 'setup' | 'links'>,
  now: number,
): Record<string, UsageDoubts> {
  const doubts: Record<string, UsageDoubts> = {};
  const { company } = observation;
  const ofReferences = referenceDoubt(observation.setup);
  const ofAll: UsageDoubts = ofReferences ? Object.fromEntries(SERVICES.map(({ id }) => [id, ofReferences])) : {};
  for (const { customerId, facts } of sides) {
    const { efsNumber, confirmedName } = linkIn(observation, customerId);
    if (!facts || efsNumber === null) continue;
    const names = { company: company.name, confirmed: confirmedName };
    doubts[efsNumber] = { ...ofAll, ...usageDoubts(facts, settings, names, now) };
  }
  return doubts;
}
