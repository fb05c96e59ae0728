import { dayValue } from '../../../shared/text-values.ts';
import { billingPeriod } from '../../billing-cycle.ts';
import { dayOfDate, nextDay } from '../../calendar-day.ts';
import type { Finding } from '../../finding.ts';
import { report } from '../report.ts';
import { type AdditionSubject, additionPlace, concernsBackup } from './addition-subject.ts';
import { standingLineOf } from './duplicate-lines.ts';

/**
 * ADD-EFFECTIVE: "Set the Effective Date to the first day of the billing cycle"
 * (docs/reference/setup-guides.md#company-step-2, point e). The first day of the agreement is one too, whatever day
 * invoices go out. Silent where the cycle cannot be known, and about a proration line, which begins within a cycle by
 * its nature.
 */
export function addEffective(subject: AdditionSubject): Finding[] {
  const { addition, agreement } = subject;
  const seen = dayOfDate(addition.effectiveDate);
  if (!seen || !agreement || !concernsBackup(subject)) return [];
  const period = billingPeriod(agreement, seen);
  if (!period || period.first === seen || dayOfDate(agreement.startDate) === seen || standingLineOf(subject)) return [];
  const next = nextDay(period.last);
  return [
    report('ADD-EFFECTIVE', {
      where: additionPlace(subject, 'effectiveDate'),
      message: `The effective date ${dayValue(seen)} is not the first day of a billing cycle; that would be ${dayValue(period.first)} or ${dayValue(next)}.`,
      seen,
      expected: [period.first, next],
    }),
  ];
}
