import type { Money } from '../../../domain/change.ts';
import type { ManagedIdEntry } from '../../../domain/connectwise-records.ts';
import type { FleetRow } from '../../../domain/fleet.ts';
import { asFarAsRead, customerHealth } from '../../../domain/health.ts';
import { linksByManagedId } from '../../../domain/link.ts';
import { moneyTotals } from '../../../domain/money-sentence.ts';
import { type RecordList, recordList } from '../../../domain/record-list.ts';
import type { Failure } from '../../../shared/errors.ts';
import { ok, type Result } from '../../../shared/result.ts';
import { HOUR } from '../../../shared/time.ts';
import { recordHeld } from '../../apply/held-changes.ts';
import { findingsOf, linkedNumbers, managedIdSubject, namedCustomers } from '../../check/findings-of.ts';
import type { EngineDeps } from '../../engine-api.ts';
import { planCompany } from '../../plan/plan-company.ts';
import { efsIdIn, efsIdOf } from '../../plan/plan-input.ts';
import { factsNotOlder, type PortalSide } from '../../read/facts.ts';
import { recordLinks } from '../../read/link.ts';
import type { Observation } from '../../read/observation.ts';
import { FOR_EVENT, observe } from '../../read/observe.ts';
import type { CustomersAmong } from '../../read/portal-customers.ts';
import type { BulkSyncCustomer } from '../bulk-sync-state.ts';
import { isPermanent } from '../customer-outcome.ts';
import type { Prefetched } from '../prefetch.ts';
import { companyOf } from '../sync-customer.ts';
import { syncOfCompany } from './sync-of-company.ts';

/** Figures of the portal that are younger are compared as they are: as long as the throttle keeps a sync waiting. */
const FACTS_AGE = 12 * HOUR;
/** What is compared is money: statistics are written by every sync, and nobody decides on them. */
const QUANTITIES = { statistics: false, quantities: true, invoiceDescriptions: false };

/** What is the same for all customers of a comparison: the names of the portal's customers, by id. */
export type CustomerNames = ReadonlyMap<string, string>;

/**
 * Compares one customer of the portal with its company, on what was read of both sides: nothing is written to ConnectWise. What a
 * guard holds is kept for the list of approvals. A failure that only time or another customer's turn changes is answered as such;
 * one that a user has to see is in the row.
 */
export async function compareCustomer(
  deps: EngineDeps,
  customer: BulkSyncCustomer,
  prefetched: Prefetched,
  names: CustomerNames,
): Promise<Result<FleetRow>> {
  const efsId = efsIdOf(customer.id, deps.settings);
  const found = await companyOf(deps, customer, efsId, prefetched);
  if (!found.ok) return withoutCompany(deps, customer, prefetched, found.failure);
  const { companyId, entries, readAt } = found.value;
  await linkedByTable(deps, customer.id, found.value);
  const observed = await observe(deps, companyId, FOR_EVENT, {
    readAt,
    ...prefetched.get(companyId),
    entries,
    configurations: recordList([]),
  });
  if (!observed.ok) return inRow(uncompared(deps, customer), observed.failure);
  const facts = await factsNotOlder(deps, observed.value.customerIds, FACTS_AGE);
  if (!facts.ok) return inRow({ ...uncompared(deps, customer), ...namedCompany(observed.value) }, facts.failure);
  return ok(await compared(deps, customer, observed.value, facts.value, names));
}

/**
 * Remembers whose the customer is, as reading the company's entries would: an event's sync then knows where to look, and reads them
 * before it writes.
 */
async function linkedByTable(
  deps: EngineDeps,
  customerId: string,
  { companyId, entries }: { companyId: number; entries: RecordList<ManagedIdEntry> },
): Promise<void> {
  const known = await deps.store.companiesOfCustomer(customerId);
  if (!known.includes(companyId)) await recordLinks(deps, companyId, entries);
}

async function compared(
  deps: EngineDeps,
  customer: BulkSyncCustomer,
  observation: Observation,
  sides: readonly PortalSide[],
  names: CustomerNames,
): Promise<FleetRow> {
  const { syncedParts } = deps.settings;
  const settings = { ...deps.settings, syncedParts: { ...syncedParts, agreementParts: true } };
  const plan = planCompany(sides, observation, settings, deps.clock(), QUANTITIES);
  // What the settings do not write can be approved by nobody.
  const proposed = syncedParts.agreementParts
    ? await recordHeld(deps, plan, { parts: new Set(['agreement-parts']), readAt: observation.readAt })
    : plan;
  const quantities = plan.changes.filter(({ fields }) => fields.some(({ field }) => field === 'quantity'));
  const managedIds = managedIdSubject(deps, observation, namedBy(deps, observation, names), sharing(deps, observation));
  // No report says what the invoice describes: the panel of the company does.
  const findings = findingsOf(deps, observation, sides, managedIds, undefined).filter(
    ({ code }) => code !== 'ADD-DESCRIPTION',
  );
  const withCode = (code: string) => findings.filter((finding) => finding.code === code).length;
  const ofSeverity = (severity: string) => findings.filter((finding) => finding.severity === severity).length;
  const own = sides.find(({ customerId }) => customerId === customer.id);
  return {
    ...uncompared(deps, customer),
    ...namedCompany(observation),
    efsId: efsIdIn(observation, customer.id, deps.settings),
    ...healthOf(deps, own),
    findings: { error: ofSeverity('error'), warning: ofSeverity('warning'), info: ofSeverity('info') },
    codes: [...new Set(findings.map(({ code }) => code))],
    difference: differences(quantities.flatMap(({ money }) => money ?? [])),
    lines: quantities.length,
    held: proposed.changes.filter(({ guard }) => guard && syncedParts.agreementParts).length,
    missingManagedIds: withCode('MID-NONE') + withCode('MID-MISSING') > 0,
    missingAdditions: withCode('ADD-MISSING'),
    fixableSerials: findings.filter(({ code, fix }) => code.startsWith('ADD-SERIAL-') && fix !== undefined).length,
    ...(await syncOfCompany(deps, observation.company.id)),
    readAt: observation.readAt,
    ...(own && { factsAt: own.readAt }),
  };
}

/** Too little and too much side by side: one does not make up for the other. */
function differences(amounts: readonly Money[]): Money[] {
  return [
    ...moneyTotals(amounts.filter(({ from, to }) => from < to)),
    ...moneyTotals(amounts.filter(({ from, to }) => from > to)),
  ];
}

/** The customers that the records of the company name, with the names that the portal has. */
function namedBy(
  { portal, settings }: EngineDeps,
  observation: Observation,
  names: CustomerNames,
): Pick<CustomersAmong, 'customers' | 'unsure'> {
  if (!linksByManagedId(portal)) return linkedNumbers(observation, names, settings.prefix);
  const customers = namedCustomers(observation, settings.prefix).flatMap((id) => {
    const name = names.get(id);
    return name === undefined ? [] : [{ id, name }];
  });
  return { customers, unsure: [] };
}

/** Other companies with one of the ids, for MID-SHARED. */
function sharing({ settings }: EngineDeps, observation: Observation) {
  return Object.entries(observation.sharedWith).flatMap(([customerId, companies]) =>
    companies.map(({ id, name }) => ({
      efsId: efsIdIn(observation, customerId, settings),
      companyId: id,
      ...(name && { companyName: name }),
    })),
  );
}

function healthOf(
  { clock, settings }: EngineDeps,
  side: PortalSide | undefined,
): Pick<FleetRow, 'health' | 'healthReason'> {
  if (!side?.facts) return { health: 'unknown', healthReason: 'The portal has no such customer.' };
  const { state, reason } = asFarAsRead(customerHealth(side.facts.accounts, clock(), settings), side.facts);
  return { health: state, healthReason: reason };
}

/** No company, several, or one of a like name only. */
async function withoutCompany(
  deps: EngineDeps,
  customer: BulkSyncCustomer,
  prefetched: Prefetched,
  failure: Failure,
): Promise<Result<FleetRow>> {
  const facts = await factsNotOlder(deps, [customer.id], FACTS_AGE);
  const row = { ...uncompared(deps, customer), ...(facts.ok && healthOf(deps, facts.value[0])) };
  if (failure.code === 'not-linked') {
    const alike = customer.candidates.map((id) => prefetched.get(id)?.company).find((company) => company !== undefined);
    return ok(alike ? { ...row, link: 'suggested', companyName: alike.name } : row);
  }
  return failure.code === 'needs-user' ? ok({ ...row, link: 'conflicting', failure }) : inRow(row, failure);
}

/** A failure that trying again changes is the comparison's, not the row's. */
function inRow(row: FleetRow, failure: Failure): Result<FleetRow> {
  return isPermanent(failure) ? ok({ ...row, failure }) : { ok: false, failure };
}

function namedCompany({ company }: Observation): Pick<FleetRow, 'link' | 'companyId' | 'companyName'> {
  return { link: 'linked', companyId: company.id, companyName: company.name };
}

/** A customer of whom nothing is known but the name. */
export function uncompared({ settings }: EngineDeps, customer: BulkSyncCustomer): FleetRow {
  return {
    customerId: customer.id,
    customerName: customer.name,
    efsId: efsIdOf(customer.id, settings),
    link: 'none',
    health: 'unknown',
    healthReason: 'The portal was not asked.',
    findings: { error: 0, warning: 0, info: 0 },
    codes: [],
    difference: [],
    lines: 0,
    held: 0,
    missingManagedIds: false,
    missingAdditions: 0,
    fixableSerials: 0,
  };
}
