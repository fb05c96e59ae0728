import type { Finding } from '../../finding.ts';
import { fixOf } from '../managed-id/managed-id-subject.ts';
import { report } from '../report.ts';
import {
  type AdditionSubject,
  additionPlace,
  companyEfsIds,
  crossReferencesOf,
  isFlatFee,
  updateAddition,
} from './addition-subject.ts';

/**
 * ADD-SERIAL-MISSING: a product that stands for a service, without the EFS id that says whose usage to bill
 * (docs/reference/setup-guides.md#company-step-2, point f).
 */
export function addSerialMissing(subject: AdditionSubject): Finding[] {
  const { serialNumber } = subject.addition;
  if (serialNumber === undefined || serialNumber.trim() !== '') return [];
  if (!crossReferencesOf(subject)?.length || isFlatFee(subject)) return [];
  const own = companyEfsIds(subject) ?? [];
  const only = own.length === 1 && !subject.incomplete?.entries ? own[0] : undefined;
  const message = `The serial number is blank, so the quantity is never updated; enter ${own.join(' or ') || 'the EFS id of the customer'}.`;
  return [
    report('ADD-SERIAL-MISSING', {
      where: additionPlace(subject, 'serialNumber'),
      message,
      seen: serialNumber,
      expected: only ?? (own.length > 0 ? own : 'the EFS id of the customer'),
      ...(only && {
        correction: { field: 'serialNumber', value: only, label: `Use ${only}` },
        fix: fixOf(`Enter ${only}`, [
          updateAddition(subject, 'fix', { field: 'serialNumber', from: serialNumber, to: only }, message),
        ]),
      }),
    }),
  ];
}
