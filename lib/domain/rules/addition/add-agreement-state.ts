import { literalText } from '../../../shared/text-values.ts';
import { endOf } from '../../agreement-state.ts';
import type { Finding } from '../../finding.ts';
import { report } from '../report.ts';
import { type AdditionSubject, additionPlace, concernsBackup, todayOf } from './addition-subject.ts';

/** ADD-AGREEMENT-STATE: the agreement is cancelled, expired or inactive: or its parent is: nothing on it is billed. */
export function addAgreementState(subject: AdditionSubject): Finding[] {
  const { agreement, agreements } = subject;
  const end = agreement && endOf(agreement, todayOf(subject), agreements);
  if (!end || !concernsBackup(subject)) return [];
  const of =
    end.agreement.id === agreement.id
      ? 'The agreement'
      : `“${literalText(agreement.name)}” is a child agreement, and its parent`;
  return [
    report('ADD-AGREEMENT-STATE', {
      where: additionPlace(subject, 'agreementId'),
      message: `${of} “${literalText(end.agreement.name)}” is ${end.state.toLowerCase()}, so this addition is not billed.`,
      seen: end.state,
      expected: 'Active',
    }),
  ];
}
