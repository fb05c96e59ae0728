import { numberValue } from '../../../shared/text-values.ts';
import { shownQuantityToBill } from '../../billing.ts';
import type { Finding } from '../../finding.ts';
import { report } from '../report.ts';
import { type AdditionSubject, additionPlace, concernsBackup } from './addition-subject.ts';

/**
 * ADD-LESS-INCLUDED: more is included than used. That is normal and billed 0; only the form's negative number
 * (docs/reference/setup-guides.md#figure-19: −150) looks like a credit, so the finding says what it means.
 */
export function addLessIncluded(subject: AdditionSubject): Finding[] {
  const { quantity, lessIncluded } = subject.addition;
  if (quantity === undefined || lessIncluded === undefined || lessIncluded <= quantity || !concernsBackup(subject))
    return [];
  const shown = shownQuantityToBill(quantity, lessIncluded);
  return [
    report('ADD-LESS-INCLUDED', {
      where: additionPlace(subject, 'lessIncluded'),
      message: `Less included is ${numberValue(lessIncluded)} and the total quantity is ${numberValue(quantity)}: ConnectWise bills 0; the form shows ${numberValue(shown)}.`,
      seen: lessIncluded,
      expected: null,
    }),
  ];
}
