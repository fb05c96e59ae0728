import type { HealthHistory } from '../../domain/health-history.ts';
import { healthHistory as historyOf, lastDays, localCalendar, startOfHistory } from '../../domain/health-history.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { EngineDeps } from '../engine-api.ts';
import { efsIdOf } from '../plan/plan-input.ts';
import { factsForView } from '../read/facts.ts';
import { customersOfCompany } from '../read/known-customers.ts';

/**
 * How the accounts of a company did, day by day, by the events that this browser has stored. Asks nobody for what the company's
 * view has read already. @param timeZone IANA name @param days how many, up to today
 */
export async function healthHistory(
  deps: EngineDeps,
  companyId: number,
  timeZone: string,
  days: number,
): Promise<Result<HealthHistory>> {
  const calendar = localCalendar(timeZone);
  if (!calendar.ok) return calendar;
  const customerIds = await customersOfCompany(deps, companyId);
  if (!customerIds.ok) return customerIds;
  const { sides, failure } = await factsForView(deps, customerIds.value, false);
  if (failure && sides.length === 0) return fail(failure);
  const shown = lastDays(calendar.value, deps.clock(), days);
  const customers = await Promise.all(
    sides.map(async ({ customerId, facts }) => ({
      efsId: efsIdOf(customerId, deps.settings),
      accounts: facts?.accounts ?? [],
      events: (await deps.store.customerEvents(customerId, startOfHistory(shown))).filter(
        ({ source }) => source === deps.portal.source,
      ),
    })),
  );
  return ok(historyOf(customers, shown, calendar.value, deps.clock(), deps.settings));
}
