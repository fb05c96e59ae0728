import { endedState } from '../agreement-state.ts';
import type { Finding } from '../finding.ts';
import { type AdditionSubject, additionPlace, concernsBackup } from './addition-subject.ts';
import { report } from './report.ts';

/** ADD-AGREEMENT-STATE: the agreement is cancelled, expired or inactive: nothing on it is billed. */
export function addAgreementState(subject: AdditionSubject): Finding[] {
  const { agreement } = subject;
  const state = agreement && endedState(agreement, subject.now);
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
