import { literalText } from '../../../shared/text-values.ts';
import { completeEfsId } from '../../complete-efs-id.ts';
import { readEfsId } from '../../efs-id.ts';
import type { Finding } from '../../finding.ts';
import { fixOf } from '../managed-id/managed-id-subject.ts';
import { report } from '../report.ts';
import { type AdditionSubject, additionPlace, crossReferencesOf, updateAddition } from './addition-subject.ts';

/** ADD-SERIAL-FORMAT: the serial number is no canonical EFS id. Other products carry real serial numbers: silent there. */
export function addSerialFormat(subject: AdditionSubject): Finding[] {
  const serial = subject.addition.serialNumber ?? '';
  const reading = readEfsId(serial, subject.prefix);
  if (reading.ok || reading.failure === 'empty') return [];
  const { proposal, message } = reading;
  if (!proposal && !crossReferencesOf(subject)?.length) return [];
  const completed = proposal ? undefined : completeEfsId(serial, subject.prefix, subject.customers);
  if (completed) {
    const { efsId, name } = completed;
    return [
      report('ADD-SERIAL-FORMAT', {
        where: additionPlace(subject, 'serialNumber'),
        message: `SerialNumber: ${efsId} is the id of ${literalText(name)}.`,
        seen: serial,
        expected: efsId,
        correction: { field: 'serialNumber', value: efsId, label: `Use ${efsId}` },
      }),
    ];
  }
  const label = proposal && `Use ${proposal}`;
  return [
    report('ADD-SERIAL-FORMAT', {
      where: additionPlace(subject, 'serialNumber'),
      message: `SerialNumber: ${message}`,
      seen: serial,
      expected: proposal ?? `${subject.prefix}-<customer id>`,
      ...(label && {
        correction: { field: 'serialNumber', value: proposal, label },
        fix: fixOf(label, [
          updateAddition(subject, 'fix', { field: 'serialNumber', from: serial, to: proposal }, message),
        ]),
      }),
    }),
  ];
}
