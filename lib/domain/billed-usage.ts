import { addMonths, type CalendarDay, previousDay, todayIn } from './calendar-day.ts';
import type { SkippedValue } from './portal-facts.ts';

/** What the vendor bills of one member of one product, e.g. 1.5 of x360Recover's `d2cServer`. Never negative; may be fractional. */
export interface BilledAmount {
  product: string;
  member: string;
  amount: number;
}

/**
 * A client as the vendor bills it (docs/reference/portals.md#billing-usage). It may appear once per product, each under an id
 * of its own; none of these is a customer id.
 */
export interface BilledClient {
  id: string;
  name: string;
  amounts: BilledAmount[];
  /** Products and members that could not be read: what is summed without them would be too low. Absent: none. */
  unread?: { product: string; member?: string }[];
}

/** One month of billing usage, of all clients. */
export interface BilledUsage {
  clients: BilledClient[];
  /** First and last day that the amounts are of. */
  from: CalendarDay;
  to: CalendarDay;
  skipped: SkippedValue[];
}

/** The months of which figures are made. */
export const BILLED_MONTHS = ['last', 'this'] as const;
export type BilledMonthName = (typeof BILLED_MONTHS)[number];

/** A month by its place or its name, e.g. `2026-10`. */
export type BillingMonth = BilledMonthName | (string & {});

/**
 * Returns the calendar month that is meant, in UTC, e.g. `2026-10`; undefined for what is no month.
 * @param now milliseconds since the epoch
 */
export function calendarMonth(month: BillingMonth, now: number): string | undefined {
  const first: CalendarDay = `${todayIn(now).slice(0, 7)}-01`;
  if (month === 'this') return first.slice(0, 7);
  if (month === 'last') return previousDay(first).slice(0, 7);
  return /^\d{4}-(0[1-9]|1[0-2])$/.test(month) ? month : undefined;
}

/** Returns the first and the last day of a month. @param month e.g. `2026-10` */
export function daysOfMonth(month: string): { from: CalendarDay; to: CalendarDay } {
  const from: CalendarDay = `${month}-01`;
  return { from, to: previousDay(addMonths(from, 1)) };
}

/** Returns the measure of a billed amount, e.g. `billing.last-month.x360Recover.cloudServer`. */
export function billedMeasure(month: BilledMonthName, { product, member }: Pick<BilledAmount, 'product' | 'member'>) {
  return `billing.${month}-month.${part(product)}.${part(member)}`;
}

/** Names are the vendor's: a dot in one must not make two measures one. */
function part(name: string): string {
  return name.replaceAll('%', '%25').replaceAll('.', '%2E');
}

/** Returns the sum of amounts, without the remainders of binary fractions. */
export function sumOf(amounts: readonly number[]): number {
  return Number(amounts.reduce((sum, amount) => sum + amount, 0).toFixed(6));
}
