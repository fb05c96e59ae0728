import { customerOf } from '../../domain/efs-id.ts';
import { linksByManagedId } from '../../domain/link.ts';
import { ok, type Result } from '../../shared/result.ts';
import { type IsoTime, isoTime } from '../../shared/time.ts';
import type { EngineDeps } from '../engine-api.ts';
import { companiesWithSameName, SAME_NAME_LIMIT_WITH_DEAD } from '../read/companies-with-same-name.ts';
import { FOR_EVENT, statisticsType } from '../read/observe.ts';
import { isWithoutReports, type ReportedOwners, reportedOwners } from '../read/reported-owners.ts';
import { isRivalCheckRecent } from '../read/rival-check.ts';
import { readSetupTables } from '../read/setup-tables.ts';
import { type BulkSyncCustomer, writeChunk } from './bulk-sync-state.ts';

/** Customers of one stored row. */
export const CHUNK = 50;

/**
 * Lists every customer of the portal by id, each with the companies that may be its own, in rows of `CHUNK`, so that no
 * more than one of them needs to be kept in memory afterwards. Done again when it was cut off.
 */
export async function listCustomers(
  deps: EngineDeps,
  bulkSyncId: string,
): Promise<Result<{ total: number; chunks: number }>> {
  const listed = await deps.portal.customers();
  if (!listed.ok) return listed;
  const customers = sortedCustomers(listed.value.customers);
  for (const customer of customers) customer.candidates = await deps.store.companiesOfCustomer(customer.id);
  // Elsewhere only a user's confirmation links, which is known already.
  if (linksByManagedId(deps.portal)) {
    const known = await addOwners(deps, customers);
    if (!known.ok) return known;
    const named = await addCompaniesWithSameName(deps, customers, known.value);
    if (!named.ok) return named;
  }
  let chunks = 0;
  for (let from = 0; from < customers.length; from += CHUNK) {
    await writeChunk(deps, bulkSyncId, chunks++, customers.slice(from, from + CHUNK));
  }
  return ok({ total: customers.length, chunks });
}

/** By id, before their companies are known. */
export function sortedCustomers(customers: readonly { id: string; name: string }[]): BulkSyncCustomer[] {
  const sorted = customers.map(({ id, name }): BulkSyncCustomer => ({ id, name, candidates: [] }));
  // Ids are digits without a leading zero: the shorter one is the smaller number.
  return sorted.sort((a, b) => a.id.length - b.id.length || (a.id < b.id ? -1 : 1));
}

/**
 * Customers without a link, and those whose rivals were not looked for within the day, get the companies that carry their ids: by the
 * report of all entries, else, without the right to it, those that own configurations of theirs. `partial`: a row could not
 * be read, which may be anybody's.
 */
async function addOwners(deps: EngineDeps, customers: BulkSyncCustomer[]): Promise<Result<'complete' | 'partial'>> {
  const sought = new Map<string, BulkSyncCustomer>();
  for (const customer of customers) if (!(await areOwnersKnown(deps, customer))) sought.set(customer.id, customer);
  if (!sought.size) return ok('complete');
  const listedAt = isoTime(deps.clock());
  const reported = await reportedOwners(deps);
  if (reported.ok) return ok(addReported(sought, reported.value, listedAt));
  return isWithoutReports(reported.failure) ? addConfigurationOwners(deps, sought, listedAt) : reported;
}

function addReported(
  sought: ReadonlyMap<string, BulkSyncCustomer>,
  { owners, isPartial }: ReportedOwners,
  listedAt: IsoTime,
): 'complete' | 'partial' {
  for (const [customerId, companies] of owners) {
    const candidates = sought.get(customerId)?.candidates;
    candidates?.push(...companies.filter((id) => !candidates.includes(id)));
  }
  if (isPartial) return 'partial';
  for (const customer of sought.values()) Object.assign(customer, { ownersListed: true, listedAt });
  return 'complete';
}

async function addConfigurationOwners(
  deps: EngineDeps,
  sought: ReadonlyMap<string, BulkSyncCustomer>,
  listedAt: IsoTime,
): Promise<Result<'complete' | 'partial'>> {
  const setup = await readSetupTables(deps, FOR_EVENT.setupAge);
  if (!setup.ok) return setup;
  const typeId = statisticsType(deps, setup.value);
  if (typeId === undefined) return ok('complete');
  const { prefix } = deps.settings;
  const owners = await deps.connectWise.configurationOwners(typeId, prefix);
  if (!owners.ok) return owners;
  for (const { companyId, deviceIdentifier } of owners.value.rows) {
    const candidates = sought.get(customerOf(deviceIdentifier, prefix) ?? '')?.candidates;
    if (candidates && !candidates.includes(companyId)) candidates.push(companyId);
  }
  if (owners.value.unreadable.length) return ok('partial');
  for (const customer of sought.values()) Object.assign(customer, { ownersListed: true, listedAt });
  return ok('complete');
}

async function areOwnersKnown(deps: EngineDeps, { id, candidates }: BulkSyncCustomer): Promise<boolean> {
  const [linked] = candidates;
  return linked !== undefined && (await isRivalCheckRecent(deps, linked, id));
}

/**
 * Customers whom neither a link nor a configuration leads to a company, as at the first set-up, get the companies of a like name,
 * by one list for all of them. A name links nothing: see `companyOf`.
 */
async function addCompaniesWithSameName(
  { connectWise }: Pick<EngineDeps, 'connectWise'>,
  customers: readonly BulkSyncCustomer[],
  owners: 'complete' | 'partial',
): Promise<Result<null>> {
  const unlinked = customers.filter(({ candidates }) => !candidates.length);
  if (!unlinked.length) return ok(null);
  const companies = await connectWise.companyNames();
  if (!companies.ok) return companies;
  const alike = companiesWithSameName(companies.value.rows);
  for (const customer of unlinked) {
    customer.candidates = alike(customer.name, SAME_NAME_LIMIT_WITH_DEAD);
    if (owners === 'complete') customer.onlyByName = true;
    else customer.mayBeOwned = true;
  }
  return ok(null);
}
