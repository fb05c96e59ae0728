import { todayIn } from '../../domain/calendar-day.ts';
import { companyDefect } from '../../domain/company-status.ts';
import { crossReferencedProducts } from '../../domain/cross-referenced-product.ts';
import { meantEfsId } from '../../domain/efs-id.ts';
import type { Finding } from '../../domain/finding.ts';
import { findSolution } from '../../domain/management-solution.ts';
import type { SyncTimes } from '../../domain/rules/addition/addition-limits.ts';
import { checkAdditions } from '../../domain/rules/addition/addition-rules.ts';
import { isActive, onRunningAgreements } from '../../domain/rules/addition/addition-subject.ts';
import { companyFaultsOnce } from '../../domain/rules/each-fault-once.ts';
import { checkManagedIds, type ManagedIdSubject } from '../../domain/rules/managed-id/managed-id-rules.ts';
import { type IsoTime, readTime } from '../../shared/time.ts';
import type { EngineDeps } from '../engine-api.ts';
import { doubtsOf, measuredOf, tracesOf, usageIn } from '../plan/measures.ts';
import { efsIdIn } from '../plan/plan-input.ts';
import { linkIn } from '../read/company-links.ts';
import { customerIdsOf } from '../read/customer-ids.ts';
import type { PortalSide } from '../read/facts.ts';
import type { Observation } from '../read/observation.ts';
import type { CustomersAmong } from '../read/portal-customers.ts';
import { incompleteOf } from '../read/unreadable.ts';

/** The rules over what was read; pure. */
export function findingsOf(
  { settings, clock }: Pick<EngineDeps, 'settings' | 'clock'>,
  observation: Observation,
  sides: readonly PortalSide[],
  managedIds: ManagedIdSubject,
  sync: SyncTimes | undefined,
): Finding[] {
  const { additions, agreements, setup } = observation;
  const { prefix, companyId, entries, customers = [], unsureCustomers = [], otherCompanies = [] } = managedIds;
  const now = clock();
  const kept = comparableSides({ settings, observation, otherCompanies }, sides);
  const measured = measuredOf(kept, settings, observation, now);
  const measuredAt = oldest(sides);
  const billed = checkAdditions({
    prefix,
    companyId,
    entries,
    customers,
    unsureCustomers,
    additions,
    agreements,
    products: crossReferencedProducts(setup, settings),
    catalog: setup.products,
    invoiceDescriptionsSynced: settings.syncedParts.invoiceDescriptions,
    serviceUsage: usageIn(measured),
    traces: tracesOf(kept, measured, settings, observation),
    doubts: doubtsOf(kept, settings, observation, now),
    ...(measuredAt && { measuredAt }),
    guards: settings.guards,
    driftTolerance: settings.driftTolerance,
    flatFeeProducts: settings.flatFeeProducts,
    ...(sync && { sync }),
    ...(managedIds.incomplete && { incomplete: managedIds.incomplete }),
    now,
    ...(observation.timeZone && { timeZone: observation.timeZone }),
  });
  return companyFaultsOnce([...checkManagedIds(managedIds), ...billed]);
}

/** Customers whose quantities are compared: of what a sync skips as a whole none is, since a fix must not write it either. */
export function comparableSides(
  {
    settings,
    observation,
    otherCompanies,
  }: {
    settings: EngineDeps['settings'];
    observation: Observation;
    otherCompanies: NonNullable<ManagedIdSubject['otherCompanies']>;
  },
  sides: readonly PortalSide[],
): PortalSide[] {
  const shared = new Set(otherCompanies.map(({ efsId }) => efsId));
  return companyDefect(observation.company)
    ? []
    : sides.filter((side) => !shared.has(efsIdIn(observation, side.customerId, settings)));
}

/** What the managed-id rules look at; pure. */
export function managedIdSubject(
  { settings, clock }: Pick<EngineDeps, 'settings' | 'clock'>,
  observation: Observation,
  { customers, unsure }: Pick<CustomersAmong, 'customers' | 'unsure'>,
  otherCompanies: NonNullable<ManagedIdSubject['otherCompanies']>,
): ManagedIdSubject {
  const { company, entries, additions, agreements, setup } = observation;
  const solution = findSolution(setup.managementSolutions, settings.managementSolution);
  const incomplete = incompleteOf(observation);
  const today = todayIn(clock(), observation.timeZone);
  const serials = onRunningAgreements(additions, agreements, today)
    .filter((addition) => isActive(addition, today))
    .map((addition) => addition.serialNumber)
    .filter((serial) => meantEfsId(serial, settings.prefix));
  return {
    prefix: settings.prefix,
    companyId: company.id,
    entries,
    customers,
    unsureCustomers: unsure,
    company,
    managementSolution: solution?.name ?? settings.managementSolution,
    ...(solution && { solution: { id: solution.id, name: solution.name } }),
    otherCompanies,
    efsIdsInUse: [...new Set(serials)],
    ...(incomplete && { incomplete }),
  };
}

/** The customers that the company's entries and additions name: those that a rule may call unknown. */
export function namedCustomers({ customerIds, additions }: Observation, prefix: string): string[] {
  const serials = additions.map(({ serialNumber }) => ({ groupIdentifier: serialNumber }));
  return [...new Set([...customerIds, ...customerIdsOf(serials, prefix)])];
}

/**
 * Of a portal with another number space: the linked customers by their numbers in ConnectWise, and every other number that the company's
 * records carry, of which nobody can say whether it is right. Pure.
 * @param names of the portal's customers, by id
 */
export function linkedNumbers(
  observation: Observation,
  names: ReadonlyMap<string, string>,
  prefix: string,
): Pick<CustomersAmong, 'customers' | 'unsure'> {
  const customers = observation.customerIds.flatMap((customerId) => {
    const { efsNumber } = linkIn(observation, customerId);
    const name = names.get(customerId);
    return efsNumber === null || name === undefined ? [] : [{ id: efsNumber, name }];
  });
  const known = new Set(customers.map(({ id }) => id));
  const numbers = [...namedCustomers(observation, prefix), ...customerIdsOf(observation.entries, prefix)];
  return { customers, unsure: [...new Set(numbers)].filter((id) => !known.has(id)) };
}

/** The age of a set of facts is that of the oldest. */
export function oldest(sides: readonly PortalSide[]): IsoTime | undefined {
  return sides.map((side) => side.readAt).sort((a, b) => (readTime(a) ?? 0) - (readTime(b) ?? 0))[0];
}
