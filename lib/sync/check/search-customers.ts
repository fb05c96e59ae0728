import { customerSearch, SHORTEST_SEARCH } from '../../domain/customer-search.ts';
import { readEfsId } from '../../domain/efs-id.ts';
import type { CustomerSearchResult } from '../../domain/entry-context.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { EngineDeps } from '../engine-api.ts';
import { customersAmong } from '../read/portal-customers.ts';

/**
 * Finds the best few of the portal's customers by a part of their name, or one by its EFS id or number. An id that the list lacks is
 * looked up again before it is said not to exist.
 */
export async function searchCustomers(deps: EngineDeps, text: string): Promise<Result<CustomerSearchResult>> {
  const { prefix } = deps.settings;
  // Blanks and the prefix alone, which all have in common, name nobody.
  const typed = text.trim().toLowerCase();
  if (typed.length < SHORTEST_SEARCH || typed === `${prefix}-`.toLowerCase()) {
    return ok({ customers: [], total: 0, isSure: true });
  }
  const reading = readEfsId(text.trim(), prefix);
  const id = reading.ok ? reading.customerId : /^0*([1-9]\d*)$/.exec(text.trim())?.[1];
  const among = await customersAmong(deps, id === undefined ? [] : [id]);
  if (!among.ok) return among;
  const { shown, total } = customerSearch(among.value.customers, [], prefix)(text);
  return ok({ customers: shown, total, isSure: id === undefined || !among.value.unsure.includes(id) });
}
