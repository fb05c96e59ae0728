import { billingOf } from '../billing.ts';
import type { Finding } from '../finding.ts';
import { type AdditionSubject, additionPlace, concernsBackup } from './addition-subject.ts';
import { report } from './report.ts';

/** ADD-LESS-INCLUDED: more is included than used, so ConnectWise credits the customer (S15 figure 19: −150 × 0.50 = −75.00). */
export function addLessIncluded(subject: AdditionSubject): Finding[] {
  const { quantity, lessIncluded, unitPrice } = subject.addition;
  if (quantity === undefined || lessIncluded === undefined || lessIncluded <= quantity || !concernsBackup(subject))
    return [];
  const { quantityToBill, extPrice } = billingOf({ quantity, lessIncluded, unitPrice: unitPrice ?? 0 });
  const money = unitPrice === undefined ? '' : ` and the extended price ${extPrice.toFixed(2)}`;
  return [
    report('ADD-LESS-INCLUDED', {
      where: additionPlace(subject, 'lessIncluded'),
      message: `Less included (${lessIncluded}) exceeds the total quantity (${quantity}): the quantity to bill is ${quantityToBill}${money}.`,
      seen: lessIncluded,
      expected: quantity,
    }),
  ];
}
