import type { Finding } from '../../domain/finding.ts';
import { linksByManagedId } from '../../domain/link.ts';
import { recordList, type UnreadableRow } from '../../domain/record-list.ts';
import type { SyncTimes } from '../../domain/rules/addition/addition-limits.ts';
import type { ManagedIdSubject } from '../../domain/rules/managed-id/managed-id-rules.ts';
import { isYoungerThan } from '../../shared/age.ts';
import type { Failure } from '../../shared/errors.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { EngineDeps } from '../engine-api.ts';
import { factsForView, type PortalSide } from '../read/facts.ts';
import type { Observation } from '../read/observation.ts';
import { type CustomersAmong, customersAmong } from '../read/portal-customers.ts';
import { readToKeep } from '../read/read-to-keep.ts';
import { unreadableElsewhere, unreadableOf } from '../read/unreadable.ts';
import { observationKey, ticketsKey } from '../read/view-cache.ts';
import { type ReadIncident, type ReadTickets, readTickets, ticketFindings } from '../tickets/check-tickets.ts';
import { comparableSides, findingsOf, linkedNumbers, managedIdSubject, namedCustomers } from './findings-of.ts';
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
    : await readToKeep(
        deps,
        () => observeAtOnce(deps, companyId, options.refresh),
        ({ observation }) => [{ key, value: observation }],
      );
  if (!observed.ok) return observed;
  const { observation, facts, others } = observed.value;

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
    ...findingsOf(deps, observation, hidden ? [] : sides, managedIds, sync),
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
  const { company, customerIds } = observation;
  const read = await readToKeep(
    deps,
    () => readTickets(deps, company.id, customerIds),
    (value) => [{ key, value }],
  );
  if (!read.ok) deps.log.warn('tickets', 'The tickets of a company could not be read.', { code: read.failure.code });
  return read.ok ? read.value : recordList([]);
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
  return ok({ ...listed.value, ...linkedNumbers(observation, names, deps.settings.prefix) });
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
