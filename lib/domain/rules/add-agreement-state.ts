import { readTime } from '../../shared/time.ts';
import type { Agreement } from '../connectwise-records.ts';
import type { Finding } from '../finding.ts';
import { type AdditionSubject, additionPlace, concernsBackup } from './addition-subject.ts';
import { report } from './report.ts';

/** ADD-AGREEMENT-STATE: the agreement is cancelled, expired or inactive: nothing on it is billed. */
export function addAgreementState(subject: AdditionSubject): Finding[] {
  const { agreement } = subject;
  const state = agreement && stateOf(agreement, subject.now);
  if (!state || !concernsBackup(subject)) return [];
  return [
    report('ADD-AGREEMENT-STATE', {
      where: additionPlace(subject, 'agreementId'),
      message: `The agreement “${agreement.name}” is ${state.toLowerCase()}, so this addition is not billed.`,
      seen: state,
      expected: 'Active',
    }),
  ];
}

function stateOf(agreement: Agreement, now: number | undefined): string | undefined {
  if (agreement.cancelledFlag) return 'Cancelled';
  if (agreement.agreementStatus !== 'Active') return agreement.agreementStatus;
  const end = agreement.noEndingDateFlag ? undefined : readTime(agreement.endDate);
  return end !== undefined && now !== undefined && end < now ? 'Expired' : undefined;
}
