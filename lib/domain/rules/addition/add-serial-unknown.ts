import type { Finding } from '../../finding.ts';
import { isUnknownCustomer } from '../managed-id/managed-id-subject.ts';
import { report } from '../report.ts';
import {
  type AdditionSubject,
  additionPlace,
  companyEfsIds,
  serialCustomerId,
  serialEfsId,
} from './addition-subject.ts';

/** ADD-SERIAL-UNKNOWN: the portal has no customer with the id in the serial number. */
export function addSerialUnknown(subject: AdditionSubject): Finding[] {
  const customerId = serialCustomerId(subject);
  if (!customerId || !isUnknownCustomer(subject, customerId)) return [];
  const own = (companyEfsIds(subject) ?? []).filter((efsId) => efsId !== serialEfsId(subject));
  const [only, ...others] = own;
  return [
    report('ADD-SERIAL-UNKNOWN', {
      where: additionPlace(subject, 'serialNumber'),
      message: `The portal has no customer ${customerId}, so no usage reaches this addition. Enter ${own.join(' or ') || 'the EFS id of the customer'}.`,
      seen: subject.addition.serialNumber ?? '',
      expected: own.length > 0 ? own : 'the EFS id of a customer of the portal',
      ...(only && others.length === 0 && { correction: { field: 'serialNumber', value: only, label: `Use ${only}` } }),
    }),
  ];
}
