import { linksByManagedId } from '../../domain/link.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { EngineDeps } from '../engine-api.ts';
import { otherCompanies } from './link.ts';
import { type NamedCompany, namesOfCompanies } from './live-companies.ts';
import { isRivalCheckRecent, recordRivalCheck } from './rival-check.ts';

type RivalDeps = Pick<EngineDeps, 'connectWise' | 'store' | 'settings' | 'clock' | 'portal'>;

/**
 * Other live companies that carry one of the customers' EFS ids and that this browser has not seen, by customer id. For what is
 * about to be written: one request per customer and day, none where the look was made already. What it finds is stored as a link,
 * so that every later observation knows it.
 */
export async function unseenRivals(
  deps: RivalDeps,
  companyId: number,
  customerIds: readonly string[],
): Promise<Result<Record<string, NamedCompany[]>>> {
  const rivals: Record<string, NamedCompany[]> = {};
  if (!linksByManagedId(deps.portal)) return ok(rivals);
  for (const customerId of customerIds) {
    if (await isRivalCheckRecent(deps, companyId, customerId)) continue;
    const others = await otherCompanies(deps, companyId, customerId);
    if (!others.ok) return others;
    if (others.value.length) rivals[customerId] = await namesOfCompanies(deps, others.value);
    await recordRivalCheck(deps, companyId, customerId);
  }
  return ok(rivals);
}
