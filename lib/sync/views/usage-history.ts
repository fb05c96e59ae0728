import { type UsageHistory, usageDays, usageSeries } from '../../domain/usage-history.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { EngineDeps } from '../engine-api.ts';
import { efsIdOf } from '../plan/plan-input.ts';
import { customersOfCompany } from '../read/known-customers.ts';

/** As this browser has measured it: asks nobody. @param days how many, up to today */
export async function usageHistory(deps: EngineDeps, companyId: number, days: number): Promise<Result<UsageHistory>> {
  const customerIds = await customersOfCompany(deps, companyId);
  if (!customerIds.ok) return customerIds;
  const shown = usageDays(deps.clock(), days);
  const since = (shown[0] ?? '').slice(0, 7);
  const customers = await Promise.all(
    customerIds.value.map(async (customerId) => ({
      efsId: efsIdOf(customerId, deps.settings),
      services: usageSeries(await deps.store.usageMonths(customerId, since), shown),
    })),
  );
  return ok({ days: shown, customers });
}
