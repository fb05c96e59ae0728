import { dayValue } from '../../../shared/text-values.ts';
import { billingPeriod } from '../../billing-cycle.ts';
import { dayOfDate } from '../../calendar-day.ts';
import type { Finding } from '../../finding.ts';
import { report } from '../report.ts';
import { type AdditionSubject, additionPlace, concernsBackup, todayOf } from './addition-subject.ts';
import { isFollowed, standingLineOf } from './duplicate-lines.ts';

/**
 * ADD-CANCELLED: the cancelled date, which is the last day that is billed, is past, or it lies in the current billing
 * cycle and no line with the same product and serial number follows (the usual price change has one). A proration line ends
 * there by its nature: what ends is said of its standing line.
 */
export function addCancelled(subject: AdditionSubject): Finding[] {
  const { addition, agreement } = subject;
  const last = dayOfDate(addition.cancelledDate);
  const today = todayOf(subject);
  if (!last || !today || !concernsBackup(subject)) return [];
  const isPast = last < today;
  const cycle = agreement && billingPeriod(agreement, today);
  const endsInCycle = cycle !== undefined && last <= cycle.last && !isFollowed(subject) && !standingLineOf(subject);
  if (!isPast && !endsInCycle) return [];
  return [
    report('ADD-CANCELLED', {
      where: additionPlace(subject, 'cancelledDate'),
      message: isPast
        ? `The addition was cancelled on ${dayValue(last)}: it is not billed any more.`
        : `The addition ends on ${dayValue(last)}, within the current billing cycle, and no line follows.`,
      seen: last,
      expected: null,
    }),
  ];
}
