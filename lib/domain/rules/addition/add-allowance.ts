import { literalText, numberValue } from '../../../shared/text-values.ts';
import type { Finding } from '../../finding.ts';
import { flatFeeOf } from '../../flat-fee.ts';
import { includedAmount } from '../../included-amount.ts';
import { fixOf } from '../managed-id/managed-id-subject.ts';
import { report } from '../report.ts';
import { type AdditionSubject, additionPlace, crossReferencesOf, updateAddition } from './addition-subject.ts';

/**
 * ADD-ALLOWANCE: the name of a per-unit product says what is included (“w/ 25 GB”), and Less Included is another amount
 * (docs/reference/setup-guides.md#2022-billing-2b, point d). Of a flat fee, ADD-FLAT-FEE says what is to be said.
 */
export function addAllowance(subject: AdditionSubject): Finding[] {
  const { product, description, lessIncluded } = subject.addition;
  if (lessIncluded === undefined || !crossReferencesOf(subject)?.length) return [];
  if (flatFeeOf(subject.addition, subject.flatFeeProducts)) return [];
  const name = product?.identifier || description || '';
  const included = includedAmount(`${product?.identifier ?? ''} ${description ?? ''}`);
  if (included === undefined || included === lessIncluded) return [];
  const message = `The product “${literalText(name)}” says that ${numberValue(included)} are included, but Less Included is ${numberValue(lessIncluded)}.`;
  return [
    report('ADD-ALLOWANCE', {
      where: additionPlace(subject, 'lessIncluded'),
      message,
      seen: lessIncluded,
      expected: included,
      correction: { field: 'lessIncluded', value: String(included), label: `Enter ${included} in Less Included` },
      fix: fixOf(`Set Less Included to ${included}`, [
        updateAddition(subject, 'fix', { field: 'lessIncluded', from: lessIncluded, to: included }, message),
      ]),
    }),
  ];
}
