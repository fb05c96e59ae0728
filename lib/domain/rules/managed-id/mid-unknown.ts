import { readEfsId } from '../../efs-id.ts';
import type { Finding } from '../../finding.ts';
import { report } from '../report.ts';
import { entryPlace, isUnknownCustomer, type ManagedIdSubject } from './managed-id-subject.ts';

/** MID-UNKNOWN: the portal has no customer with this id. Silent while the portal's customers are not known. */
export function midUnknown(subject: ManagedIdSubject): Finding[] {
  const { prefix } = subject;
  return subject.entries.flatMap((entry) => {
    const reading = readEfsId(entry.groupIdentifier, prefix);
    if (!reading.ok || !isUnknownCustomer(subject, reading.customerId)) return [];
    return report('MID-UNKNOWN', {
      where: entryPlace(subject, entry, 'groupIdentifier'),
      message: `The portal has no customer ${reading.customerId}, so ${reading.id} receives no data. Enter the id of a customer of the portal.`,
      seen: reading.id,
      expected: 'the EFS id of a customer of the portal',
    });
  });
}
