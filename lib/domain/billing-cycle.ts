import { type CycleLength, type NamedCycle, readCycleName } from './billing-cycle-name.ts';
import {
  addDays,
  addMonths,
  type CalendarDay,
  dayOfDate,
  daysBetween,
  isLastOfMonth,
  nextDay,
  previousDay,
} from './calendar-day.ts';
import type { Agreement } from './connectwise-records.ts';

/** First and last day of a billing cycle, both inclusive. */
export interface BillingPeriod {
  first: CalendarDay;
  last: CalendarDay;
}

/**
 * The billing cycle of the agreement that a day falls in; undefined where it cannot be known. Cycles are counted from
 * the next invoice, which is the first day of one; without it, from the start of the agreement. A next invoice within a
 * cycle moves no cycle where the cycle's name gives the day: see `anchorOf`.
 */
export function billingPeriod(agreement: Agreement, day: CalendarDay): BillingPeriod | undefined {
  const named = readCycleName(agreement.billingCycle?.name);
  const anchor = named && anchorOf(agreement, named);
  if (!anchor || !isCounted(day) || !isCounted(anchor.day)) return undefined;
  const { length } = named;
  let index = Math.floor(daysBetween(anchor.day, day) / approximateLength(length));
  while (cycleStart(anchor, index, length) > day) index -= 1;
  while (cycleStart(anchor, index + 1, length) <= day) index += 1;
  return { first: cycleStart(anchor, index, length), last: previousDay(cycleStart(anchor, index + 1, length)) };
}

/** Returns the length of a cycle by its name; undefined for a name that is not one of the usual. */
export function cycleLength(name: string | undefined): CycleLength | undefined {
  return readCycleName(name)?.length;
}

/**
 * The last day that is invoiced: the day before the next invoice date, wherever that lies. It moves only when somebody
 * makes the invoice: months behind because nobody did, or a year ahead because the agreement is billed in advance
 * (docs/reference/connectwise-rest.md#billing-dates). Undefined where the agreement names no next invoice.
 */
export function invoicedUntil(agreement: Agreement): CalendarDay | undefined {
  const next = dayOfDate(agreement.nextInvoiceDate);
  return next && previousDay(next);
}

/** Systems write years like 0001 and 9999 for "none": no cycles are counted to them. */
function isCounted(day: CalendarDay): boolean {
  return day >= '1900-01-01' && day < '9000-01-01';
}

interface Anchor {
  day: CalendarDay;
  /** Day of the month on which cycles begin, where the month has it. */
  dayOfMonth: number;
}

/**
 * Returns a day on which a cycle begins: the next invoice date, or the start of the agreement, except that
 * - a next invoice on the last day of a short month means the day on which the agreement started, e.g. the 31st;
 * - the day that the cycle's name gives overrules it: an invoice of `Monthly - 1st` that is made on the 25th moves no cycle;
 * - an invoice in arrears on the last day of a month bills the month that ends, and the next cycle begins on the 1st.
 */
function anchorOf(agreement: Agreement, { length, dayOfMonth, inArrears }: NamedCycle): Anchor | undefined {
  const start = dayOfDate(agreement.startDate);
  const invoice = dayOfDate(agreement.nextInvoiceDate);
  const day = invoice ?? start;
  if (!day) return undefined;
  if ('days' in length) return { day, dayOfMonth: dayOf(day) };
  if (dayOfMonth !== undefined) return isCounted(day) ? { day: nearest(day, dayOfMonth), dayOfMonth } : undefined;
  const startsLast = start !== undefined && isLastOfMonth(start);
  if (inArrears && invoice && isLastOfMonth(invoice) && !startsLast) return { day: nextDay(invoice), dayOfMonth: 1 };
  return { day, dayOfMonth: isLastOfMonth(day) ? Math.max(dayOf(day), dayOf(start ?? day)) : dayOf(day) };
}

function dayOf(day: CalendarDay): number {
  return Number(day.slice(8));
}

/** The day nearest to a given one that is that day of its month. */
function nearest(day: CalendarDay, dayOfMonth: number): CalendarDay {
  const distance = (candidate: CalendarDay) => Math.abs(daysBetween(day, candidate));
  return [-1, 0, 1]
    .map((months) => addMonths(day, months, dayOfMonth))
    .reduce((best, candidate) => (distance(candidate) < distance(best) ? candidate : best));
}

/** In days; a first guess only, which the caller corrects by whole cycles. */
function approximateLength(length: CycleLength): number {
  return 'days' in length ? length.days : length.months * 30.4;
}

/** A cycle that begins on the 31st begins on the last day of a shorter month. */
function cycleStart({ day, dayOfMonth }: Anchor, index: number, length: CycleLength): CalendarDay {
  return 'days' in length ? addDays(day, index * length.days) : addMonths(day, index * length.months, dayOfMonth);
}
