import { formatEfsId } from '../domain/efs-id.ts';
import { fail, ok, type Result } from '../shared/result.ts';
import { customerIdsOf } from './efs-ids-of.ts';
import type { EngineDeps } from './engine-api.ts';

type LinkDeps = Pick<EngineDeps, 'connectWise' | 'store' | 'settings'>;

/**
 * The company of a customer: as last seen on a company's Management tab, else asked of ConnectWise through the one
 * look-up across companies that REST has. A candidate counts only when its entries do carry the EFS id.
 */
export async function findCompany(deps: LinkDeps, customerId: string): Promise<Result<number>> {
  const efsId = formatEfsId(customerId, deps.settings.prefix);
  const known = await deps.store.companiesOfCustomer(customerId);
  const [only] = known;
  if (only !== undefined && known.length === 1) return ok(only);
  if (known.length > 1) {
    return fail({
      code: 'needs-a-person',
      message: `${efsId} stands on ${known.length} companies (${known.join(', ')}), so it is not clear which one to update.`,
      nextStep: 'Remove the managed-id entries from the company that it does not belong to.',
      value: efsId,
    });
  }
  const candidates = await deps.connectWise.companiesByManagedId(efsId);
  if (!candidates.ok) return candidates;
  const carriers: number[] = [];
  for (const companyId of candidates.value) {
    const carries = await carriesId(deps, companyId, efsId);
    if (!carries.ok) return carries;
    if (carries.value) carriers.push(companyId);
  }
  const [found] = carriers;
  if (found !== undefined && carriers.length === 1) return ok(found);
  return fail({
    code: 'not-linked',
    message: carriers.length
      ? `${efsId} stands on several companies (${carriers.join(', ')}).`
      : `No company in ConnectWise is known to carry ${efsId}.`,
    nextStep: `Open the company's page in ConnectWise once, or add its two managed-id entries with ${efsId}.`,
    value: efsId,
  });
}

/** Companies besides this one that carry the customer's EFS id (MID-SHARED). Candidates are confirmed by their entries. */
export async function otherCompanies(deps: LinkDeps, companyId: number, customerId: string): Promise<Result<number[]>> {
  const efsId = formatEfsId(customerId, deps.settings.prefix);
  const asked = await deps.connectWise.companiesByManagedId(efsId);
  if (!asked.ok) return asked;
  const candidates = new Set([...(await deps.store.companiesOfCustomer(customerId)), ...asked.value]);
  candidates.delete(companyId);
  const others: number[] = [];
  for (const candidate of candidates) {
    const carries = await carriesId(deps, candidate, efsId);
    if (!carries.ok) return carries;
    if (carries.value) others.push(candidate);
  }
  return ok(others);
}

async function carriesId(deps: LinkDeps, companyId: number, efsId: string): Promise<Result<boolean>> {
  const entries = await deps.connectWise.managedIdEntries(companyId);
  if (!entries.ok) return entries;
  await deps.store.putLinks(companyId, customerIdsOf(entries.value, deps.settings.prefix));
  return ok(entries.value.some((entry) => entry.groupIdentifier === efsId));
}
