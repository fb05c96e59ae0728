import { formatEfsId } from '../../domain/efs-id.ts';
import { linksByManagedId } from '../../domain/link.ts';
import { type RecordList, requireComplete } from '../../domain/record-list.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { literalText } from '../../shared/text-values.ts';
import { HOUR, MINUTE } from '../../shared/time.ts';
import type { EngineDeps } from '../engine-api.ts';
import { cachedEntries } from './cached-entries.ts';
import { companiesWithSameName, SAME_NAME_LIMIT, SAME_NAME_LIMIT_WITH_DEAD } from './companies-with-same-name.ts';
import { companyNames } from './company-names.ts';
import { customerIdsOf } from './customer-ids.ts';
import { ambiguous, notConfirmed, notLinked } from './link-failures.ts';
import {
  type CompanyStatuses,
  companyStatuses,
  isKnownDead,
  listOfCompanies,
  namesOfCompanies,
} from './live-companies.ts';
import { customersAmong, knownCustomers } from './portal-customers.ts';
import { recordRivalCheck } from './rival-check.ts';

type LinkDeps = Pick<EngineDeps, 'connectWise' | 'store' | 'settings' | 'clock' | 'portal'>;

/**
 * The company of a customer: as last seen on a company's Management tab, else asked of ConnectWise through the one
 * look-up across companies that REST has, which finds only those with a configuration; before the first sync there is none, so
 * companies of the customer's name are looked at. A candidate counts only when its entries do carry the EFS id. A deleted, merged
 * or inactive company counts only where no live one carries it: whoever works on it then says what is wrong with it.
 *
 * Of a portal whose customer ids are no EFS ids, only a user's confirmation counts.
 */
export async function findCompany(deps: LinkDeps, customerId: string): Promise<Result<number>> {
  if (!linksByManagedId(deps.portal)) {
    const [confirmed] = await deps.store.companiesOfCustomer(customerId);
    return confirmed === undefined ? fail(notConfirmed(await nameOfCustomer(deps, customerId))) : ok(confirmed);
  }
  const efsId = formatEfsId(customerId, deps.settings.prefix);
  const known = await deps.store.companiesOfCustomer(customerId);
  const linked = await statusesOf(deps, known);
  if (!linked.ok) return linked;
  const [only] = linked.value.live;
  if (only !== undefined && known.length === 1) return ok(only);
  // Several: one of the links may be out of date, so that ConnectWise decides.
  const confirmed = await carrying(deps, linked.value.live, efsId);
  if (!confirmed.ok) return confirmed;
  if (confirmed.value.length) return single(deps, efsId, confirmed.value);
  const asked = await deps.connectWise.companiesByManagedId(efsId);
  if (!asked.ok) return asked;
  const others = await statusesOf(
    deps,
    asked.value.filter((id) => !known.includes(id)),
  );
  if (!others.ok) return others;
  const owners = await carrying(deps, others.value.live, efsId);
  if (!owners.ok) return owners;
  if (owners.value.length) return lookedFor(deps, customerId, await single(deps, efsId, owners.value));
  const named = await sameNameCompaniesWithEfsId(deps, customerId, efsId);
  if (!named.ok) return named;
  if (named.value.length) return lookedFor(deps, customerId, await single(deps, efsId, named.value));
  const dead = linked.value.dead.length ? ok(linked.value.dead) : await carrying(deps, others.value.dead, efsId);
  if (!dead.ok) return dead;
  const [first] = dead.value;
  return first === undefined ? fail(notLinked(efsId)) : ok(first);
}

/** The only company that was found by asking for all of them: its rivals need not be looked for before the first write. */
async function lookedFor(deps: LinkDeps, customerId: string, found: Result<number>): Promise<Result<number>> {
  if (found.ok) await recordRivalCheck(deps, found.value, customerId);
  return found;
}

/**
 * Whether the customer of a company that is deleted, merged or inactive belongs to a live one by now. Costs nothing for a live company.
 */
export async function hasLiveSuccessor(
  deps: LinkDeps,
  companyId: number,
  customerId: string,
): Promise<Result<boolean>> {
  const dead = await isKnownDead(deps, companyId);
  if (!dead.ok || !dead.value) return dead;
  const found = await findCompany(deps, customerId);
  if (found.ok) return ok(found.value !== companyId);
  // Two live ones, say: the next look reports it.
  return found.failure.code === 'needs-user' ? ok(true) : found;
}

/**
 * Whether a link that was known is still there, for work that reads no entries by itself: by the company's entries of at most a
 * minute ago, or by a user's confirmation.
 */
export async function isStillLinked(deps: LinkDeps, companyId: number, customerId: string): Promise<Result<boolean>> {
  if (linksByManagedId(deps.portal)) {
    const entries = await cachedEntries(deps, companyId);
    if (!entries.ok) return entries;
    await recordLinks(deps, companyId, entries.value);
  }
  return ok((await deps.store.companiesOfCustomer(customerId)).includes(companyId));
}

/** One candidate is not asked about: whoever works on it reads it anyway. */
async function statusesOf(deps: LinkDeps, companies: readonly number[]): Promise<Result<CompanyStatuses>> {
  const [only] = companies;
  if (only === undefined || companies.length > 1) return companyStatuses(deps, companies);
  const dead = await isKnownDead(deps, only);
  if (!dead.ok) return dead;
  return ok(dead.value ? { live: [], dead: [only] } : { live: [only], dead: [] });
}

async function single(
  deps: Pick<LinkDeps, 'store'>,
  efsId: string,
  companies: readonly number[],
): Promise<Result<number>> {
  const [only] = companies;
  if (only !== undefined && companies.length === 1) return ok(only);
  return fail(ambiguous(efsId, listOfCompanies(await namesOfCompanies(deps, companies))));
}

/** A name alone links nothing: it only says where to look. None of that name: the names are read again before that is believed. */
async function sameNameCompaniesWithEfsId(
  deps: LinkDeps,
  customerId: string,
  efsId: string,
): Promise<Result<number[]>> {
  const customers = await customersAmong(deps, [customerId]);
  const name = customers.ok ? customers.value.customers.find(({ id }) => id === customerId)?.name : undefined;
  if (name === undefined) return ok([]);
  const looked = new Set<number>();
  for (const age of [HOUR, MINUTE]) {
    const companies = await companyNames(deps, age);
    if (!companies.ok) return companies;
    const alike = companiesWithSameName(companies.value)(name, SAME_NAME_LIMIT_WITH_DEAD).filter(
      (id) => !looked.has(id),
    );
    const statuses = await statusesOf(deps, alike);
    if (!statuses.ok) return statuses;
    const carriers = await carrying(deps, statuses.value.live.slice(0, SAME_NAME_LIMIT), efsId);
    if (!carriers.ok || carriers.value.length) return carriers;
    for (const id of alike) looked.add(id);
  }
  return ok([]);
}

async function nameOfCustomer(deps: LinkDeps, customerId: string): Promise<string> {
  const name = (await knownCustomers(deps)).find(({ id }) => id === customerId)?.name;
  return name === undefined ? `Customer ${customerId}` : `“${literalText(name)}” (customer ${customerId})`;
}

/**
 * Live companies besides this one that carry the customer's EFS id (MID-SHARED). Candidates are confirmed by their entries. None
 * where a user says whose the customer is.
 */
export async function otherCompanies(deps: LinkDeps, companyId: number, customerId: string): Promise<Result<number[]>> {
  if (!linksByManagedId(deps.portal)) return ok([]);
  const efsId = formatEfsId(customerId, deps.settings.prefix);
  const asked = await deps.connectWise.companiesByManagedId(efsId);
  if (!asked.ok) return asked;
  const candidates = new Set([...(await deps.store.companiesOfCustomer(customerId)), ...asked.value]);
  candidates.delete(companyId);
  return companiesWithEfsId(deps, [...candidates], efsId);
}

/**
 * Those of the companies that are live and whose entries do carry the EFS id now: one request for the status of all, and one each
 * for the entries of those that are live.
 */
export async function companiesWithEfsId(
  deps: LinkDeps,
  companies: readonly number[],
  efsId: string,
): Promise<Result<number[]>> {
  const statuses = await companyStatuses(deps, companies);
  return statuses.ok ? carrying(deps, statuses.value.live, efsId) : statuses;
}

async function carrying(deps: LinkDeps, companies: readonly number[], efsId: string): Promise<Result<number[]>> {
  const carriers: number[] = [];
  for (const companyId of companies) {
    const carries = await carriesId(deps, companyId, efsId);
    if (!carries.ok) return carries;
    if (carries.value) carriers.push(companyId);
  }
  return ok(carriers);
}

async function carriesId(deps: LinkDeps, companyId: number, efsId: string): Promise<Result<boolean>> {
  const entries = await deps.connectWise.managedIdEntries(companyId);
  if (!entries.ok && entries.failure.code === 'not-found') {
    // Deleted or merged since it was seen: it must not hold up the company that carries the id now.
    await deps.store.putLinks(companyId, []);
    return ok(false);
  }
  if (!entries.ok) return entries;
  await recordLinks(deps, companyId, entries.value);
  if (entries.value.rows.some((entry) => entry.groupIdentifier === efsId)) return ok(true);
  // The id may be on an entry that could not be read.
  const all = requireComplete(entries);
  return all.ok ? ok(false) : all;
}

/** Stores the links that a company's entries make. One that cannot be read may hold any of the links known so far: these stay. */
export async function recordLinks(
  { store, settings, portal }: Pick<EngineDeps, 'store' | 'settings' | 'portal'>,
  companyId: number,
  { rows, unreadable }: RecordList<{ groupIdentifier: string }>,
): Promise<void> {
  // The numbers in ConnectWise are none of this portal's.
  if (!linksByManagedId(portal)) return;
  const customerIds = customerIdsOf(rows, settings.prefix);
  await store.putLinks(companyId, customerIds, { keepOthers: unreadable.length > 0 });
}
