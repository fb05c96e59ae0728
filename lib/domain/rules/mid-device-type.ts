import type { Finding } from '../finding.ts';
import { DEVICE_TYPE_LABELS, isOfPair, PAIR } from './device-types.ts';
import { deleteEntry, updateEntry } from './entry-changes.ts';
import { entryGroups, entryPlace, fixOf, type ManagedIdSubject } from './managed-id-subject.ts';
import { report } from './report.ts';

/** MID-DEVICE-TYPE: an EFS id on a device type other than the pair. The fix gives it the missing half, or deletes it when the pair is complete. */
export function midDeviceType(subject: ManagedIdSubject): Finding[] {
  return entryGroups(subject).flatMap((group) => {
    const odd = group.entries.filter((entry) => entry.deviceType !== undefined && !isOfPair(entry.deviceType));
    const pair = PAIR.flatMap((deviceType) => group.entries.find((entry) => entry.deviceType === deviceType) ?? []);
    const missing = PAIR.filter((deviceType) => !group.entries.some((entry) => entry.deviceType === deviceType));
    return odd.map((entry, index) => {
      const seen = entry.deviceType ?? null;
      const message = `${group.efsId} stands on ${seen ? `the device type ${DEVICE_TYPE_LABELS[seen]}` : 'no device type'}; it belongs on Workstations and Servers and on Backup Stats.`;
      const right = missing[index];
      return report('MID-DEVICE-TYPE', {
        where: entryPlace(subject, entry, 'deviceType'),
        message,
        seen,
        expected: right ?? [...PAIR],
        ...(right
          ? {
              correction: { field: 'deviceType', value: right, label: `Use ${DEVICE_TYPE_LABELS[right]}` },
              fix: fixOf(`Use ${DEVICE_TYPE_LABELS[right]}`, [
                updateEntry(subject, entry, { deviceType: right }, message),
              ]),
            }
          : { fix: fixOf('Delete this entry', [deleteEntry(subject, entry, message, pair)]) }),
      });
    });
  });
}
