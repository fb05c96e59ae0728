import { dayValue } from '../../shared/text-values.ts';
import { readTime } from '../../shared/time.ts';
import { billingPeriod, startOfDay } from '../billing-cycle.ts';
import type { Finding } from '../finding.ts';
import { type AdditionSubject, additionPlace, concernsBackup } from './addition-subject.ts';
import { report } from './report.ts';

/**
 * ADD-EFFECTIVE: "Set the Effective Date to the first day of the billing cycle" (S15 p.19 e). The first day of the
 * agreement is one too, whatever day invoices go out. Silent where the cycle cannot be known.
 */
export function addEffective(subject: AdditionSubject): Finding[] {
  const { addition, agreement } = subject;
  const effective = readTime(addition.effectiveDate);
  if (effective === undefined || !agreement || !concernsBackup(subject)) return [];
  const day = startOfDay(effective);
  const period = billingPeriod(agreement, day);
  const agreementStart = readTime(agreement.startDate);
  if (!period || period.start === day || (agreementStart !== undefined && startOfDay(agreementStart) === day))
    return [];
  const [seen, first, next] = [day, period.start, period.end].map(isoDay);
  return [
    report('ADD-EFFECTIVE', {
      where: additionPlace(subject, 'effectiveDate'),
      message: `The effective date ${dayValue(seen ?? '')} is not the first day of a billing cycle; that would be ${dayValue(first ?? '')} or ${dayValue(next ?? '')}.`,
      seen: seen ?? '',
      expected: [first ?? '', next ?? ''],
    }),
  ];
}

function isoDay(moment: number): string {
  return new Date(moment).toISOString().slice(0, 10);
}
