import type { Finding } from '../../finding.ts';
import { report } from '../report.ts';
import { type AdditionSubject, additionPlace, concernsBackup } from './addition-subject.ts';

/** ADD-PRICE: billable at a unit price of 0. */
export function addPrice(subject: AdditionSubject): Finding[] {
  const { unitPrice, billCustomer } = subject.addition;
  if (unitPrice !== 0 || billCustomer !== 'Billable' || !concernsBackup(subject)) return [];
  return [
    report('ADD-PRICE', {
      where: additionPlace(subject, 'unitPrice'),
      message: 'The unit price is 0 although the addition is billable: the usage costs the customer nothing.',
      seen: 0,
      expected: 'the price of one unit',
    }),
  ];
}
