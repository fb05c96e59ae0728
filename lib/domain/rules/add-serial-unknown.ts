import type { Finding } from '../finding.ts';
import { type AdditionSubject, additionPlace, serialCustomerId } from './addition-subject.ts';
import { isUnknownCustomer } from './managed-id-subject.ts';
import { report } from './report.ts';

/** ADD-SERIAL-UNKNOWN: the portal has no customer with the id in the serial number. */
export function addSerialUnknown(subject: AdditionSubject): Finding[] {
  const customerId = serialCustomerId(subject);
  if (!customerId || !isUnknownCustomer(subject, customerId)) return [];
  return [
    report('ADD-SERIAL-UNKNOWN', {
      where: additionPlace(subject, 'serialNumber'),
      message: `The portal has no customer ${customerId}, which the serial number ${subject.addition.serialNumber} names.`,
      seen: subject.addition.serialNumber ?? '',
      expected: 'the id of a customer of the portal',
    }),
  ];
}
