import { customerNameOf } from '../complete-efs-id.ts';
import type { Finding } from '../finding.ts';
import { type AdditionSubject, additionPlace, companyEfsIds, serialEfsId } from './addition-subject.ts';
import { report } from './report.ts';

/**
 * ADD-SERIAL-COMPANY: the serial number is an EFS id that this company's entries do not carry. Either the serial number
 * or the entries may be wrong, so there is a correction to choose, and no fix.
 */
export function addSerialCompany(subject: AdditionSubject): Finding[] {
  const efsId = serialEfsId(subject);
  const own = companyEfsIds(subject);
  if (!efsId || !own || own.includes(efsId) || subject.incomplete?.entries) return [];
  const [only, ...others] = own;
  const name = customerNameOf(efsId, subject.prefix, subject.customers);
  const whose = name && own.length > 0 ? `${efsId} belongs to ${name}; this company is ${own.join(', ')}.` : undefined;
  return [
    report('ADD-SERIAL-COMPANY', {
      where: additionPlace(subject, 'serialNumber'),
      message:
        whose ??
        `The serial number names ${efsId}, but the company's managed-id entries carry ${own.join(', ') || 'no EFS id'}.`,
      seen: subject.addition.serialNumber ?? '',
      expected: own,
      ...(only && others.length === 0 && { correction: { field: 'serialNumber', value: only, label: `Use ${only}` } }),
    }),
  ];
}
