import { todayIn } from '../../domain/calendar-day.ts';
import { companyDefect } from '../../domain/company-status.ts';
import { meantEfsId } from '../../domain/efs-id.ts';
import type { Finding } from '../../domain/finding.ts';
import { linksByManagedId } from '../../domain/link.ts';
import { recordList, type UnreadableRow } from '../../domain/record-list.ts';
import type { SyncTimes } from '../../domain/rules/addition/addition-limits.ts';
import { checkAdditions } from '../../domain/rules/addition/addition-rules.ts';
import { isActive, onRunningAgreements } from '../../domain/rules/addition/addition-subject.ts';
import { companyFaultsOnce } from '../../domain/rules/each-fault-once.ts';
import { checkManagedIds, type ManagedIdSubject } from '../../domain/rules/managed-id/managed-id-rules.ts';
import { isYoungerThan } from '../../shared/age.ts';
import type { Failure } from '../../shared/errors.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { type IsoTime, readTime } from '../../shared/time.ts';
import type { EngineDeps } from '../engine-api.ts';
import { doubtsOf, measuredOf, tracesOf, usageIn } from '../plan/measures.ts';
import { efsIdIn } from '../plan/plan-input.ts';
import { linkIn } from '../read/company-links.ts';
import { crossReferencedProducts } from '../read/cross-referenced-products.ts';
import { customerIdsOf } from '../read/customer-ids.ts';
import { factsForView, type PortalSide } from '../read/facts.ts';
import type { Observation } from '../read/observation.ts';
import { type CustomersAmong, customersAmong } from '../read/portal-customers.ts';
import { findSolution } from '../read/setup-tables.ts';
import { incompleteOf, unreadableElsewhere, unreadableOf } from '../read/unreadable.ts';
import { observationKey, ticketsKey } from '../read/view-cache.ts';
import { type ReadIncident, type ReadTickets, readTickets, ticketFindings } from '../tickets/check-tickets.ts';
import { type Observed, observeAtOnce } from './observe-at-once.ts';
import { otherCompaniesOf } from './other-companies.ts';
import { syncTimes } from './sync-times.ts';

/** One company as both sides show it, with what the rules say. */
export interface CheckedCompany {
  observation: Observation;
  sides: PortalSide[];
  /** Those whose quantities may be compared. */
  comparable: PortalSide[];
  findings: Finding[];
  /** What the managed-id rules looked at, for fixing all of it in one go. */
  managedIds: ManagedIdSubject;
  /** What was read of the tickets about the company's problems. */
  tickets: readonly ReadIncident[];
  /** Every record of ConnectWise that could not be read. */
  unreadable: UnreadableRow[];
  /** Absent: not known. */
  sync?: SyncTimes;
  portalFailure?: Failure;
}

/**
 * Reads and checks one company. Without `refresh` what was last read is answered where there is something; with it both
 * sides are asked; `maxAge` (milliseconds) is the oldest that will do of ConnectWise's. A portal that is down does not hide what ConnectWise says.
 */
export async function checkCompany(
  deps: EngineDeps,
  companyId: number,
  options: { refresh: boolean; maxAge?: number },
): Promise<Result<CheckedCompany>> {
  const key = observationKey(companyId, deps.settings);
  const last = options.refresh ? undefined : await deps.store.cached<Observation>(key);
  const maxAge = options.maxAge ?? Number.POSITIVE_INFINITY;
  const cached = last && isYoungerThan(maxAge, last.at, deps.clock()) ? last : undefined;
  const observed = cached
    ? ok(await besideObservation(deps, cached.value))
    : await observeAtOnce(deps, companyId, options.refresh);
  if (!observed.ok) return observed;
  const { observation, facts, others } = observed.value;
  if (!cached) await deps.store.cache(key, observation, deps.clock());

  const { sides, failure } = facts;
  const customers = await customersByNumber(deps, observation);
  const hidden = others.ok ? undefined : unreadableElsewhere(others.failure);
  if (!others.ok && !hidden) return others;
  const shared = others.ok ? others.value : [];
  const among = customers.ok ? customers.value : { customers: [], unsure: [] };
  const managedIds = managedIdSubject(deps, observation, among, shared);
  const sync = await syncTimes(deps, observation);
  const tickets = await ticketsForView(deps, observation, cached !== undefined);
  const findings = [
    // Whether another company carries the id is not known then: no quantity is compared, for a fix must not write it.
    ...check(deps, observation, hidden ? [] : sides, managedIds, sync),
    ...ticketFindings(tickets.rows, sides, deps.settings, deps.clock()),
  ];
  const portalFailure = failure ?? (customers.ok ? customers.value.failure : customers.failure);
  const unreadable = [...unreadableOf(observation), ...(hidden ? [hidden] : []), ...tickets.unreadable];
  return ok({
    observation,
    sides,
    comparable: hidden ? [] : comparableSides({ settings: deps.settings, observation, otherCompanies: shared }, sides),
    findings,
    managedIds,
    tickets: tickets.rows,
    unreadable,
    ...(sync && { sync }),
    ...(portalFailure && { portalFailure }),
  });
}

/** What is asked beside an observation that was kept: nothing of what is kept as well. */
async function besideObservation(deps: EngineDeps, observation: Observation): Promise<Observed> {
  const { company, customerIds } = observation;
  const facts = await factsForView(deps, customerIds, false);
  const others = await otherCompaniesOf(deps, { companyId: company.id, customerIds }, false);
  return { observation, facts, others };
}

/** Read and kept together with the observation. What cannot be read (a missing right, say) hides nothing of the rest. */
async function ticketsForView(deps: EngineDeps, observation: Observation, isKept: boolean): Promise<ReadTickets> {
  const key = ticketsKey(observation.company.id);
  const last = isKept ? await deps.store.cached<ReadTickets>(key) : undefined;
  if (last) return last.value;
  const read = await readTickets(deps, observation.company.id, observation.customerIds);
  if (!read.ok) deps.log.warn('tickets', 'The tickets of a company could not be read.', { code: read.failure.code });
  else await deps.store.cache(key, read.value, deps.clock());
  return read.ok ? read.value : recordList([]);
}

/** What the managed-id rules look at; pure. */
function managedIdSubject(
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

/**
 * The portal's customers, by the numbers by which this company's records may name them. Of a portal with another number space only
 * the linked ones have one: of every other number nobody can say whether it is right.
 */
export async function customersByNumber(deps: EngineDeps, observation: Observation): Promise<Result<CustomersAmong>> {
  const named = namedCustomers(observation, deps.settings.prefix);
  if (linksByManagedId(deps.portal)) return customersAmong(deps, named);
  const listed = await customersAmong(deps, observation.customerIds);
  if (!listed.ok) return listed;
  const names = new Map(listed.value.customers.map(({ id, name }) => [id, name]));
  const customers = observation.customerIds.flatMap((customerId) => {
    const { efsNumber } = linkIn(observation, customerId);
    const name = names.get(customerId);
    return efsNumber === null || name === undefined ? [] : [{ id: efsNumber, name }];
  });
  const known = new Set(customers.map(({ id }) => id));
  const numbers = [...named, ...customerIdsOf(observation.entries, deps.settings.prefix)];
  return ok({ ...listed.value, customers, unsure: [...new Set(numbers)].filter((id) => !known.has(id)) });
}

/** The customers that the company's entries and additions name: those that a rule may call unknown. */
export function namedCustomers({ customerIds, additions }: Observation, prefix: string): string[] {
  const serials = additions.map(({ serialNumber }) => ({ groupIdentifier: serialNumber }));
  return [...new Set([...customerIds, ...customerIdsOf(serials, prefix)])];
}

/** The rules over what was read; pure. */
function check(
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
function comparableSides(
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

/** The finding of an id, as it is now. */
export function findFinding(checked: CheckedCompany, findingId: string): Result<Finding> {
  const finding = checked.findings.find((candidate) => candidate.id === findingId);
  if (finding) return ok(finding);
  return fail({
    code: 'conflict',
    message: 'This finding no longer exists.',
    nextStep: 'Look at the company again.',
  });
}

/** The age of a set of facts is that of the oldest. */
export function oldest(sides: readonly PortalSide[]): IsoTime | undefined {
  return sides.map((side) => side.readAt).sort((a, b) => (readTime(a) ?? 0) - (readTime(b) ?? 0))[0];
}
