import { billingRows, exactJoins, fitsSearch, inOrderOfNeed } from '../../domain/billing-join.ts';
import type { BillingList } from '../../domain/billing-view.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { EngineDeps } from '../engine-api.ts';
import { billedClients } from '../read/billed-clients.ts';
import { billedMonths, monthView } from '../read/billed-usage.ts';
import { companiesWithSameName } from '../read/companies-with-same-name.ts';
import { portalCustomers } from '../read/portal-customers.ts';
import type { LinkPage } from './link-list.ts';

/** Which rows of the list a page wants; `refresh`: the vendor is asked again. */
export interface BillingPage extends LinkPage {
  refresh: boolean;
}

/**
 * Every client that the vendor bills and which customer it is, what needs a user first, a page at a time. A month that cannot be read is
 * shown with its failure. Fails without the portal's customers.
 */
export async function billingList(
  deps: EngineDeps,
  { search, offset, limit, refresh }: BillingPage,
): Promise<Result<BillingList>> {
  if (!deps.portal.billedUsage) return ok({ isOffered: false, rows: [], total: 0, exact: 0, months: [] });
  const customers = await portalCustomers(deps);
  if (!customers.ok) return customers;
  const months = await billedMonths(deps, refresh ? 'refresh' : 'read');
  const clients = await billedClients(deps, months);
  const sides = { clients, joins: await deps.store.billingJoins(), customers: customers.value };
  const findAlike = companiesWithSameName(customers.value.map(({ name }, id) => ({ id, name })));
  const rows = billingRows(sides, (name) => findAlike(name, 1).flatMap((index) => customers.value[index] ?? []));
  const found = inOrderOfNeed(rows.filter((row) => fitsSearch(row, search)));
  return ok({
    isOffered: true,
    rows: found.slice(offset, offset + limit),
    total: found.length,
    exact: exactJoins(sides).length,
    months: months.map(monthView),
  });
}
