import { DAY, readTime } from '../shared/time.ts';
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

/** Start (inclusive) and end (exclusive) of a billing cycle, in milliseconds since the epoch, at midnight UTC. */
export interface BillingPeriod {
  start: number;
  end: number;
}

/**
 * The billing cycle of the agreement that a moment falls in; undefined where it cannot be known. Cycles are counted from
 * the next invoice, which is the first day of one; without it, from the start of the agreement.
 */
export function billingPeriod(agreement: Agreement, moment: number): BillingPeriod | undefined {
  const length = cycleLength(agreement.billingCycle?.name);
  const anchor = readTime(agreement.nextInvoiceDate) ?? readTime(agreement.startDate);
  if (!length || anchor === undefined) return undefined;
  const [first, day] = [startOfDay(anchor), startOfDay(moment)];
  let index = Math.floor((day - first) / approximateLength(length));
  while (cycleStart(first, index, length) > day) index -= 1;
  while (cycleStart(first, index + 1, length) <= day) index += 1;
  return { start: cycleStart(first, index, length), end: cycleStart(first, index + 1, length) };
}

/** Returns the length of a cycle by its name; undefined for a name that is not one of the usual. */
export function cycleLength(name: string | undefined): CycleLength | undefined {
  return CYCLES.find(([pattern]) => pattern.test(name?.trim() ?? ''))?.[1];
}

/** Midnight UTC: ConnectWise's dates carry no time of day (cw-api §1). */
export function startOfDay(moment: number): number {
  return Math.floor(moment / DAY) * DAY;
}

/** A first guess only; the caller corrects it by whole cycles. */
function approximateLength(length: CycleLength): number {
  return ('days' in length ? length.days : length.months * 30.4) * DAY;
}

function cycleStart(anchor: number, index: number, length: CycleLength): number {
  return 'days' in length ? anchor + index * length.days * DAY : addMonths(anchor, index * length.months);
}

/** A cycle that begins on the 31st begins on the last day of a shorter month. */
function addMonths(day: number, months: number): number {
  const date = new Date(day);
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months + 1, 0)).getUTCDate();
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, Math.min(date.getUTCDate(), last));
}
