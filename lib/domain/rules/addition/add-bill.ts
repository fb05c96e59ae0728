import type { Finding } from '../../finding.ts';
import { report } from '../report.ts';
import { type AdditionSubject, additionPlace, concernsBackup } from './addition-subject.ts';

/**
 * ADD-BILL: "Bill Customer?" is off (docs/reference/setup-guides.md#figure-19 has it on): the quantity is kept but
 * never charged.
 */
export function addBill(subject: AdditionSubject): Finding[] {
  const { billCustomer } = subject.addition;
  if (!billCustomer || billCustomer === 'Billable' || !concernsBackup(subject)) return [];
  return [
    report('ADD-BILL', {
      where: additionPlace(subject, 'billCustomer'),
      message: `Bill customer is “${billCustomer === 'NoCharge' ? 'No charge' : 'Do not bill'}”: the usage is not charged.`,
      seen: billCustomer,
      expected: 'Billable',
    }),
  ];
}
