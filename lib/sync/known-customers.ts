import { ok, type Result } from '../shared/result.ts';
import { MINUTE } from '../shared/time.ts';
import { cachedRead } from './cached-read.ts';
import { observationKey, viewPrefix } from './check-company.ts';
import { customerIdsOf } from './efs-ids-of.ts';
import type { EngineDeps } from './engine-api.ts';
import type { Observation } from './observe.ts';

/** The customers whose EFS ids stand on a company, by what was last read of it; one request where nothing was. */
export async function customersOfCompany(deps: EngineDeps, companyId: number): Promise<Result<readonly string[]>> {
  const seen = await seenCustomers(deps, companyId);
  if (seen) return ok(seen);
  const entries = await cachedRead(deps, `${viewPrefix(companyId)}entries`, MINUTE, () =>
    deps.connectWise.managedIdEntries(companyId),
  );
  return entries.ok ? ok(customerIdsOf(entries.value, deps.settings.prefix)) : entries;
}

/** The same without asking anybody; undefined: nothing of the company is known. */
export async function seenCustomers(
  { store, settings }: Pick<EngineDeps, 'store' | 'settings'>,
  companyId: number,
): Promise<readonly string[] | undefined> {
  return (await store.cached<Observation>(observationKey(companyId, settings)))?.value.customerIds;
}
