import { familyOf } from './agreement-state.ts';
import { billingPeriod } from './billing-cycle.ts';
import { type CalendarDay, dayOfDate, daysBetween, FIRST_DAY, LAST_DAY } from './calendar-day.ts';
import type { Addition, Agreement } from './connectwise-records.ts';

/** Days on which a line is billed, both inclusive. From after until: none. */
export interface Period {
  from: CalendarDay;
  until: CalendarDay;
}

type Dates = Pick<Partial<Addition>, 'effectiveDate' | 'cancelledDate'>;

/** What shows whether a line is a proration. */
type ProrationLine = Dates & Pick<Partial<Addition>, 'description' | 'invoiceDescription'>;

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

/** `Proration`, `prorated`, `pro rata`; “not prorated” says the opposite. */
const SAYS_PRORATION = /(?<!\b(?:not|no|non|never|without)[\s-])\bpro[\s-]?rat(?:a|e|es|ed|ing|ion|ions)\b/i;
/** Days of the longest month: a line that calls itself a proration is no longer where the cycle is not known. */
const LONGEST_MONTH = 31;

/**
 * Returns whether a line is the proration of a standing one on the same agreement, which ConnectWise makes when a quantity
 * changes within a billing cycle (docs/reference/connectwise-rest.md#billing-dates). It has both dates, lies within one
 * cycle, and the standing line began earlier and lasts at least as long. Such a line is one of:
 * - it begins within the cycle and ends with it, or with the standing line where that ends sooner. Where both end on the
 *   same day, the standing line covers the cycle from its first day: two short lines of one cycle are duplicates;
 * - its description says so and the one of the standing line does not, whatever day of the cycle it ends on.
 *
 * A line over a whole cycle prorates nothing: beside another it bills twice. So does one whose cycle is not known, unless
 * its description says that it is a proration.
 */
export function isProrationOf(line: ProrationLine, standing: ProrationLine, agreement: Agreement): boolean {
  const [own, other] = [ownPeriod(line), ownPeriod(standing)];
  const isBounded = own.from !== FIRST_DAY && own.until !== LAST_DAY && own.from <= own.until;
  if (!isBounded || other.from >= own.from || other.until < own.until) return false;
  const isNamed = saysProration(line) && !saysProration(standing);
  const cycle = billingPeriod(agreement, own.from);
  if (!cycle) return isNamed && daysBetween(own.from, own.until) < LONGEST_MONTH;
  if (own.until > cycle.last || (own.from === cycle.first && own.until === cycle.last)) return false;
  if (isNamed) return true;
  if (own.from === cycle.first) return false;
  return other.until === own.until ? other.from <= cycle.first : own.until === cycle.last;
}

function saysProration({ description = '', invoiceDescription = '' }: ProrationLine): boolean {
  return SAYS_PRORATION.test(description) || SAYS_PRORATION.test(invoiceDescription);
}
