import { linksByManagedId } from '../../domain/link.ts';
import { confirmableMatches, countRows, fitsSearch, inOrderOfNeed, linkRows } from '../../domain/link-rows.ts';
import type { LinkList } from '../../domain/link-view.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { EngineDeps } from '../engine-api.ts';
import { companiesWithSameName } from '../read/companies-with-same-name.ts';
import { companyNames } from '../read/company-names.ts';
import { portalCustomers } from '../read/portal-customers.ts';

/** Which rows of the list a page wants. */
export interface LinkPage {
  search: string;
  offset: number;
  limit: number;
}

/**
 * Every customer of the portal and its company, what needs a user first, a page at a time. Names are at most an hour old. Without
 * the companies of ConnectWise the links that are known are shown, with the failure beside them.
 */
export async function linkList(deps: EngineDeps, { search, offset, limit }: LinkPage): Promise<Result<LinkList>> {
  const customers = await portalCustomers(deps);
  if (!customers.ok) return customers;
  const read = await companyNames(deps);
  const byManagedId = linksByManagedId(deps.portal);
  const companies = read.ok ? read.value : [];
  const links = await deps.store.links();
  const findAlike = companiesWithSameName(companies);
  const alike = (name: string) => findAlike(name, 1);
  const sides = { customers: customers.value, links, companies, byManagedId, alike };
  const all = linkRows(sides);
  const found = inOrderOfNeed(all.filter((row) => fitsSearch(row, search)));
  return ok({
    rows: found.slice(offset, offset + limit),
    total: found.length,
    counts: countRows(all),
    exact: byManagedId ? 0 : confirmableMatches(sides).length,
    byManagedId,
    ...(!read.ok && { failure: read.failure }),
  });
}
