import { companyDefect } from '../../domain/company-status.ts';
import type { Company } from '../../domain/connectwise-records.ts';
import { readableRows } from '../../domain/record-list.ts';
import { isYoungerThan } from '../../shared/age.ts';
import { ok, type Result } from '../../shared/result.ts';
import { literalText } from '../../shared/text-values.ts';
import { MINUTE } from '../../shared/time.ts';
import type { EngineDeps } from '../engine-api.ts';
import { cachedRead } from './cached-read.ts';

type LiveDeps = Pick<EngineDeps, 'connectWise' | 'store' | 'clock'>;

/** How old it may be that a company is deleted, merged or inactive; that it is live holds up another one, and is never taken from the cache. */
const STATUS_AGE = MINUTE;

/** Companies by whether they may own an EFS id, each list in the order of the ids; one that does not exist is in neither. */
export interface CompanyStatuses {
  live: number[];
  /** Deleted, merged or inactive (`companyDefect`): such a company is no rival of a live one. */
  dead: number[];
}

/**
 * Reads which of the companies are live: one request for all that were not found to be dead within the minute, and one for each
 * that the list lacks, since only the record's own path proves that it does not exist. Links of such a company are dropped.
 */
export async function companyStatuses(deps: LiveDeps, ids: readonly number[]): Promise<Result<CompanyStatuses>> {
  const known = new Map<number, Company | null>();
  for (const id of new Set(ids)) {
    const cached = await deps.store.cached<Company | null>(companyKey(id));
    if (!cached || !isYoungerThan(STATUS_AGE, cached.at, deps.clock())) continue;
    if (!cached.value || companyDefect(cached.value)) known.set(id, cached.value);
  }
  const unread = [...new Set(ids)].filter((id) => !known.has(id));
  // One that cannot be read fails at its own path below: whether it is live is not known.
  const read = unread.length ? readableRows(await deps.connectWise.companiesByIds(unread)) : ok([]);
  if (!read.ok) return read;
  for (const company of read.value) {
    await deps.store.cache(companyKey(company.id), company, deps.clock());
    known.set(company.id, company);
  }
  for (const id of unread) {
    if (known.has(id)) continue;
    const company = await cachedRead(deps, companyKey(id), 0, () => deps.connectWise.company(id));
    if (!company.ok) return company;
    known.set(id, company.value);
    if (!company.value) await deps.store.putLinks(id, []);
  }
  const statuses: CompanyStatuses = { live: [], dead: [] };
  for (const [id, company] of [...known].sort(([a], [b]) => ids.indexOf(a) - ids.indexOf(b))) {
    if (company) (companyDefect(company) ? statuses.dead : statuses.live).push(id);
  }
  return ok(statuses);
}

/**
 * Whether a company is known to be deleted, merged or inactive. Without a request while what was last read of it, however
 * long ago, shows nothing of the kind: whoever works on the company reads it anyway. A status older than a minute that does is
 * read again, since a company can be restored.
 */
export async function isKnownDead(deps: LiveDeps, id: number): Promise<Result<boolean>> {
  const cached = await deps.store.cached<Company | null>(companyKey(id));
  if (!cached?.value || !companyDefect(cached.value)) return ok(false);
  const now = await cachedRead<Company | null>(deps, companyKey(id), STATUS_AGE, () => deps.connectWise.company(id));
  return now.ok ? ok(now.value !== null && companyDefect(now.value) !== undefined) : now;
}

/** A company as sentences name it. */
export interface NamedCompany {
  id: number;
  name: string;
}

/** Names of companies whose status was just read, from what was kept of it; asks nobody. */
export async function namesOfCompanies(
  { store }: Pick<LiveDeps, 'store'>,
  ids: readonly number[],
): Promise<NamedCompany[]> {
  return Promise.all(
    ids.map(async (id) => {
      const known = await store.cached<Company | null>(companyKey(id));
      return { id, name: known?.value?.name || `company ${id}` };
    }),
  );
}

/** `Eddie's TV Repair (250) and Joe TV Repair (251)`. */
export function listOfCompanies(companies: readonly NamedCompany[]): string {
  const labels = companies.map(({ id, name }) => (name === `company ${id}` ? name : `${literalText(name)} (${id})`));
  const [last, ...before] = labels.reverse();
  return before.length ? `${before.reverse().join(', ')} and ${last}` : (last ?? '');
}

/** Where a company's record is cached. */
export function companyKey(id: number): string {
  return `company:${id}`;
}
