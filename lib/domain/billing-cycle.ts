import {
  addDays,
  addMonths,
  type CalendarDay,
  dayOfDate,
  daysBetween,
  isLastOfMonth,
  previousDay,
} from './calendar-day.ts';
import type { Agreement } from './connectwise-records.ts';

/** Length of a billing cycle. ConnectWise's cycles are a set-up table with free names, so only the usual ones are known. */
type CycleLength = { months: number } | { days: number };

const CYCLES: [RegExp, CycleLength][] = [
  [/^(bi|two)[\s-]?weekly$|^every (two|2) weeks$/i, { days: 14 }],
  [/^weekly$/i, { days: 7 }],
  [/^(bi|two)[\s-]?monthly$|^every (two|2) months$/i, { months: 2 }],
  [/^monthly$/i, { months: 1 }],
  [/^quarterly$/i, { months: 3 }],
  [/^semi[\s-]?annual(ly)?$|^half[\s-]?yearly$/i, { months: 6 }],
  [/^(annual(ly)?|yearly)$/i, { months: 12 }],
];

/** First and last day of a billing cycle, both inclusive. */
export interface BillingPeriod {
  first: CalendarDay;
  last: CalendarDay;
}

/**
 * The billing cycle of the agreement that a day falls in; undefined where it cannot be known. Cycles are counted from
 * the next invoice, which is the first day of one; without it, from the start of the agreement.
 */
export function billingPeriod(agreement: Agreement, day: CalendarDay): BillingPeriod | undefined {
  const length = cycleLength(agreement.billingCycle?.name);
  const anchor = anchorOf(agreement);
  if (!length || !anchor || !isCounted(day) || !isCounted(anchor.day)) return undefined;
  let index = Math.floor(daysBetween(anchor.day, day) / approximateLength(length));
  while (cycleStart(anchor, index, length) > day) index -= 1;
  while (cycleStart(anchor, index + 1, length) <= day) index += 1;
  return { first: cycleStart(anchor, index, length), last: previousDay(cycleStart(anchor, index + 1, length)) };
}

/** Returns the length of a cycle by its name; undefined for a name that is not one of the usual. */
export function cycleLength(name: string | undefined): CycleLength | undefined {
  return CYCLES.find(([pattern]) => pattern.test(name?.trim() ?? ''))?.[1];
}

/**
 * The last day that is invoiced: the day before the next invoice date, wherever that lies. It moves only when somebody
 * makes the invoice: months behind because nobody did, or a year ahead because the agreement is billed in advance
 * (platform.md, "Next invoice date"). Undefined where the agreement names no next invoice.
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

/** A next invoice on the last day of a short month stands for the day on which the agreement started, e.g. the 31st. */
function anchorOf(agreement: Agreement): Anchor | undefined {
  const start = dayOfDate(agreement.startDate);
  const day = dayOfDate(agreement.nextInvoiceDate) ?? start;
  if (!day) return undefined;
  const [own, started] = [day, start ?? day].map((date) => Number(date.slice(8))) as [number, number];
  return { day, dayOfMonth: isLastOfMonth(day) ? Math.max(own, started) : own };
}

/** In days; a first guess only, which the caller corrects by whole cycles. */
function approximateLength(length: CycleLength): number {
  return 'days' in length ? length.days : length.months * 30.4;
}

/** A cycle that begins on the 31st begins on the last day of a shorter month. */
function cycleStart({ day, dayOfMonth }: Anchor, index: number, length: CycleLength): CalendarDay {
  return 'days' in length ? addDays(day, index * length.days) : addMonths(day, index * length.months, dayOfMonth);
}
