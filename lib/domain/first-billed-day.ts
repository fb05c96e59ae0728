import { billingPeriod, invoicedUntil } from './billing-cycle.ts';
import { type CalendarDay, nextDay } from './calendar-day.ts';
import type { Agreement } from './connectwise-records.ts';

/**
 * Returns the day from which a new line of an agreement is billed: the first day of a billing cycle (docs/reference/setup-guides.md#company-step-2,
 * point e) that is neither past nor invoiced. Today where the cycle cannot be known: what is invoiced is then GUARD-INVOICED's.
 */
export function firstBilledDay(agreement: Agreement, today: CalendarDay): CalendarDay {
  const invoiced = invoicedUntil(agreement);
  const open = invoiced !== undefined && invoiced >= today ? nextDay(invoiced) : today;
  const cycle = billingPeriod(agreement, open);
  if (!cycle) return today;
  return cycle.first === open ? open : nextDay(cycle.last);
}
