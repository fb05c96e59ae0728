import { formatEfsId } from '../domain/efs-id.ts';
import { type Listed, readable, whole } from '../domain/listed.ts';
import type { Problem } from '../shared/errors.ts';
import { fail, ok, type Result } from '../shared/result.ts';
import { HOUR } from '../shared/time.ts';
import { cachedRead } from './cached-read.ts';
import { customerIdsOf } from './efs-ids-of.ts';
import type { EngineDeps } from './engine-api.ts';
import { NAMESAKES, namedAlike } from './named-alike.ts';
import { portalCustomers } from './portal-customers.ts';

type LinkDeps = Pick<EngineDeps, 'connectWise' | 'store' | 'settings'>;
type FindDeps = LinkDeps & Pick<EngineDeps, 'portal' | 'clock'>;

/**
 * The company of a customer: as last seen on a company's Management tab, else asked of ConnectWise through the one
 * look-up across companies that REST has, which finds only those with a configuration; before the first push there is none, so
 * companies of the customer's name are looked at. A candidate counts only when its entries do carry the EFS id.
 */
export async function findCompany(deps: FindDeps, customerId: string): Promise<Result<number>> {
  const efsId = formatEfsId(customerId, deps.settings.prefix);
  const known = await deps.store.companiesOfCustomer(customerId);
  const [only] = known;
  if (only !== undefined && known.length === 1) return ok(only);
  // Several: one of the links may be out of date, so that ConnectWise decides.
  const candidates = known.length ? ok(known) : await deps.connectWise.companiesByManagedId(efsId);
  if (!candidates.ok) return candidates;
  const confirmed = await carriersAmong(deps, candidates.value, efsId);
  if (!confirmed.ok) return confirmed;
  const carriers = confirmed.value.length ? confirmed : await namesakesThatCarry(deps, customerId, efsId);
  if (!carriers.ok) return carriers;
  const [found] = carriers.value;
  if (found !== undefined && carriers.value.length === 1) return ok(found);
  return fail(carriers.value.length ? ambiguous(efsId, carriers.value) : notLinked(efsId));
}

/** A name alone links nothing: it only says where to look. */
async function namesakesThatCarry(deps: FindDeps, customerId: string, efsId: string): Promise<Result<number[]>> {
  const customers = await portalCustomers(deps);
  const name = customers.ok ? customers.value.find(({ id }) => id === customerId)?.name : undefined;
  if (name === undefined) return ok([]);
  const companies = await cachedRead(deps, 'setup:company-names', HOUR, async () =>
    // A name says no more than where to look.
    readable(await deps.connectWise.companyNames()),
  );
  if (!companies.ok) return companies;
  return carriersAmong(deps, namedAlike(companies.value)(name, NAMESAKES), efsId);
}

function ambiguous(efsId: string, companies: readonly number[]): Problem {
  return {
    code: 'needs-a-person',
    message: `${efsId} stands on several companies (${companies.join(', ')}), so it is not clear which one to update.`,
    nextStep: 'Remove the managed-id entries from the company that it does not belong to.',
    value: efsId,
  };
}

export function notLinked(efsId: string): Problem {
  return {
    code: 'not-linked',
    message: `No company in ConnectWise is known to carry ${efsId}.`,
    nextStep: `Open the company's page in ConnectWise once, or add its two managed-id entries with ${efsId}.`,
    value: efsId,
  };
}

/** Companies besides this one that carry the customer's EFS id (MID-SHARED). Candidates are confirmed by their entries. */
export async function otherCompanies(deps: LinkDeps, companyId: number, customerId: string): Promise<Result<number[]>> {
  const efsId = formatEfsId(customerId, deps.settings.prefix);
  const asked = await deps.connectWise.companiesByManagedId(efsId);
  if (!asked.ok) return asked;
  const candidates = new Set([...(await deps.store.companiesOfCustomer(customerId)), ...asked.value]);
  candidates.delete(companyId);
  return carriersAmong(deps, [...candidates], efsId);
}

/** Those of the companies whose entries do carry the EFS id now: one request each. */
export async function carriersAmong(
  deps: LinkDeps,
  companies: readonly number[],
  efsId: string,
): Promise<Result<number[]>> {
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
  if (!entries.ok && entries.problem.code === 'not-found') {
    // Deleted or merged since it was seen: it must not hold up the company that carries the id now.
    await deps.store.putLinks(companyId, []);
    return ok(false);
  }
  if (!entries.ok) return entries;
  await noteLinks(deps, companyId, entries.value);
  if (entries.value.rows.some((entry) => entry.groupIdentifier === efsId)) return ok(true);
  // The id may be on an entry that could not be read.
  const all = whole(entries);
  return all.ok ? ok(false) : all;
}

/** Stores the links that a company's entries make. One that cannot be read may hold any of the links known so far: these stay. */
export async function noteLinks(
  { store, settings }: Pick<EngineDeps, 'store' | 'settings'>,
  companyId: number,
  { rows, unreadable }: Listed<{ groupIdentifier: string }>,
): Promise<void> {
  const customerIds = customerIdsOf(rows, settings.prefix);
  await store.putLinks(companyId, customerIds, { keepOthers: unreadable.length > 0 });
}
