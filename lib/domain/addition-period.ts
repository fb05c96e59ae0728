import { familyOf } from './agreement-state.ts';
import { billingPeriod } from './billing-cycle.ts';
import { type CalendarDay, dayOfDate, FIRST_DAY, LAST_DAY } from './calendar-day.ts';
import type { Addition, Agreement } from './connectwise-records.ts';

/** Days on which a line is billed, both inclusive. From after until: none. */
export interface Period {
  from: CalendarDay;
  until: CalendarDay;
}

type Dates = Pick<Partial<Addition>, 'effectiveDate' | 'cancelledDate'>;

/** Returns the days of the line's own dates; an open end reaches to the first or last day there is. */
function ownPeriod({ effectiveDate, cancelledDate }: Dates): Period {
  return { from: dayOfDate(effectiveDate) ?? FIRST_DAY, until: dayOfDate(cancelledDate) ?? LAST_DAY };
}

/**
 * Returns the days on which a line is billed: those of its own dates on which its agreement runs, and its parents.
 * @param agreements those of the company, among which parents are found
 */
export function periodOf(
  addition: Dates,
  agreement: Agreement | undefined,
  agreements: readonly Agreement[] = [],
): Period {
  const period = ownPeriod(addition);
  for (const { startDate, endDate, noEndingDateFlag } of agreement ? familyOf(agreement, agreements) : []) {
    const from = dayOfDate(startDate) ?? FIRST_DAY;
    const until = (noEndingDateFlag ? undefined : dayOfDate(endDate)) ?? LAST_DAY;
    if (from > period.from) period.from = from;
    if (until < period.until) period.until = until;
  }
  return period;
}

/**
 * Whether two periods share a day.
 * @param since earlier days do not count: what was billed twice then is over
 */
export function overlaps(one: Period, other: Period, since: CalendarDay = FIRST_DAY): boolean {
  const from = [one.from, other.from, since].reduce((late, day) => (day > late ? day : late));
  const until = one.until < other.until ? one.until : other.until;
  return from <= until;
}

export function contains({ from, until }: Period, day: CalendarDay): boolean {
  return from <= day && day <= until;
}

/**
 * Whether a line is the proration of a standing one on the same agreement: it begins within a billing cycle and ends with
 * that cycle, while the standing line began before it and goes on after it. ConnectWise makes such a line when a quantity
 * changes within the cycle (platform.md). A line over a whole cycle prorates nothing: beside another it bills twice.
 */
export function isProrationOf(line: Dates, standing: Dates, agreement: Agreement): boolean {
  const [own, other] = [ownPeriod(line), ownPeriod(standing)];
  if (own.from === FIRST_DAY || own.until === LAST_DAY || other.from >= own.from || other.until <= own.until) {
    return false;
  }
  const cycle = billingPeriod(agreement, own.from);
  return cycle !== undefined && own.from > cycle.first && own.until === cycle.last;
}
