import { ok, type Result } from '../../shared/result.ts';
import type { EngineDeps } from '../engine-api.ts';
import { cachedEntries } from './cached-entries.ts';
import { companyLinks } from './company-links.ts';
import { customerIdsOf } from './customer-ids.ts';
import type { Observation } from './observation.ts';
import { observationKey } from './view-cache.ts';

/** The customers that a company is linked to, by what was last read of it; one request where nothing was. */
export async function customersOfCompany(deps: EngineDeps, companyId: number): Promise<Result<readonly string[]>> {
  const seen = await seenCustomers(deps, companyId);
  if (seen) return ok(seen);
  // Problems are looked for under the ids that could be read.
  const entries = await cachedEntries(deps, companyId);
  if (!entries.ok) return entries;
  return ok((await companyLinks(deps, companyId, customerIdsOf(entries.value.rows, deps.settings.prefix))).customerIds);
}

/** The same without asking anybody; undefined: nothing of the company is known. */
export async function seenCustomers(
  { store, settings }: Pick<EngineDeps, 'store' | 'settings'>,
  companyId: number,
): Promise<readonly string[] | undefined> {
  return (await store.cached<Observation>(observationKey(companyId, settings)))?.value.customerIds;
}
