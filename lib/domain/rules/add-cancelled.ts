import { dayValue } from '../../shared/text-values.ts';
import { readTime } from '../../shared/time.ts';
import { billingPeriod } from '../billing-cycle.ts';
import type { Finding } from '../finding.ts';
import { type AdditionSubject, additionPlace, concernsBackup } from './addition-subject.ts';
import { report } from './report.ts';

/** ADD-CANCELLED: the cancelled date is past, so the line is never billed, or it ends within the current billing cycle. */
export function addCancelled(subject: AdditionSubject): Finding[] {
  const { addition, agreement, now } = subject;
  const cancelled = readTime(addition.cancelledDate);
  if (cancelled === undefined || now === undefined || !concernsBackup(subject)) return [];
  const period = agreement && billingPeriod(agreement, now);
  const past = cancelled <= now;
  if (!past && !(period && cancelled < period.end)) return [];
  const day = addition.cancelledDate?.slice(0, 10) ?? '';
  return [
    report('ADD-CANCELLED', {
      where: additionPlace(subject, 'cancelledDate'),
      message: past
        ? `The addition was cancelled on ${dayValue(day)}: it is not billed any more.`
        : `The addition ends on ${dayValue(day)}, within the current billing cycle.`,
      seen: day,
      expected: null,
    }),
  ];
}
