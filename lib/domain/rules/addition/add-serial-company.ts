import { literalText } from '../../../shared/text-values.ts';
import { customerNameOf } from '../../complete-efs-id.ts';
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

/**
 * ADD-SERIAL-COMPANY: the serial number is an EFS id that this company's entries do not carry. Either the serial number
 * or the entries may be wrong, so there is a correction to choose, and no fix. Silent about an id that the portal does not know:
 * that is one fault, ADD-SERIAL-UNKNOWN.
 */
export function addSerialCompany(subject: AdditionSubject): Finding[] {
  const efsId = serialEfsId(subject);
  const own = companyEfsIds(subject);
  if (!efsId || !own || own.includes(efsId) || subject.incomplete?.entries) return [];
  // ADD-SERIAL-UNKNOWN says it.
  const customerId = serialCustomerId(subject);
  if (customerId && isUnknownCustomer(subject, customerId)) return [];
  const [only, ...others] = own;
  const name = customerNameOf(efsId, subject.prefix, subject.customers);
  const whose =
    name && own.length > 0 ? `${efsId} belongs to ${literalText(name)}; this company is ${own.join(', ')}.` : undefined;
  return [
    report('ADD-SERIAL-COMPANY', {
      where: additionPlace(subject, 'serialNumber'),
      message:
        whose ??
        `The serial number is ${efsId}, but the company's managed-ID entries have ${own.join(', ') || 'no EFS id'}.`,
      seen: subject.addition.serialNumber ?? '',
      expected: own,
      ...(only && others.length === 0 && { correction: { field: 'serialNumber', value: only, label: `Use ${only}` } }),
    }),
  ];
}
