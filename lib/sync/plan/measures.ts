import { servicesOf } from '../../domain/own-service.ts';
import {
  type MeasuredService,
  measuredServices,
  quantitiesOf,
  type ServiceUsage,
  traceOf,
} from '../../domain/quantity.ts';
import type { QuantityTrace } from '../../domain/quantity-trace.ts';
import type { Settings } from '../../domain/settings.ts';
import { type UsageDoubts, usageDoubts } from '../../domain/usage-doubts.ts';
import { linkIn } from '../read/company-links.ts';
import type { PortalSide } from '../read/facts.ts';
import type { Observation } from '../read/observation.ts';
import { referenceDoubt } from '../read/unreadable.ts';

/** What the portal measures, by the number of the EFS id in ConnectWise; customers that the portal does not know are absent. */
export function measuredOf(
  sides: readonly PortalSide[],
  settings: Settings,
  observation: Pick<Observation, 'links'>,
  now: number,
): Record<string, MeasuredService[]> {
  const measured: Record<string, MeasuredService[]> = {};
  for (const { customerId, facts } of sides) {
    const { efsNumber } = linkIn(observation, customerId);
    if (facts && efsNumber !== null) measured[efsNumber] = measuredServices(facts, settings, now);
  }
  return measured;
}

/** Where the quantities of `measuredOf` come from. */
export function tracesOf(
  sides: readonly PortalSide[],
  measured: Record<string, MeasuredService[]>,
  settings: Settings,
  observation: Pick<Observation, 'links'>,
): Record<string, QuantityTrace[]> {
  const traces: Record<string, QuantityTrace[]> = {};
  for (const { customerId, facts } of sides) {
    const { efsNumber } = linkIn(observation, customerId);
    if (!facts || efsNumber === null) continue;
    traces[efsNumber] = (measured[efsNumber] ?? []).map((service) => traceOf(service, facts, settings));
  }
  return traces;
}

/** The quantities of `measuredOf` alone. */
export function usageIn(measured: Record<string, MeasuredService[]>): Record<string, ServiceUsage> {
  return Object.fromEntries(
    Object.entries(measured).map(([efsNumber, services]) => [efsNumber, quantitiesOf(services)]),
  );
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
  const ofAll: UsageDoubts = ofReferences
    ? Object.fromEntries(servicesOf(settings).map(({ id }) => [id, ofReferences]))
    : {};
  for (const { customerId, facts } of sides) {
    const { efsNumber, confirmedName } = linkIn(observation, customerId);
    if (!facts || efsNumber === null) continue;
    const names = { company: company.name, confirmed: confirmedName };
    doubts[efsNumber] = { ...ofAll, ...usageDoubts(facts, settings, names, now) };
  }
  return doubts;
}
