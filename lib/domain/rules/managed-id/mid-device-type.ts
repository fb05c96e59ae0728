import type { DeviceType } from '../../connectwise-records.ts';
import type { Finding } from '../../finding.ts';
import { type Report, report } from '../report.ts';
import { DEVICE_TYPE_LABELS, isOfPair, PAIR } from './device-types.ts';
import { deleteEntry, updateEntry } from './entry-changes.ts';
import { type EntryDraft, entryGroups, entryPlace, fixOf, type ManagedIdSubject } from './managed-id-subject.ts';

/** MID-DEVICE-TYPE: an EFS id on a device type other than the pair. The fix gives it the missing half, or deletes it when the pair is complete. */
export function midDeviceType(subject: ManagedIdSubject): Finding[] {
  return entryGroups(subject).flatMap((group) => {
    const odd = group.entries.filter((entry) => entry.deviceType !== undefined && !isOfPair(entry.deviceType));
    const missing = PAIR.filter((deviceType) => !group.entries.some((entry) => entry.deviceType === deviceType));
    // The half that seems to be missing, or the one that is too many, may be an entry that could not be read.
    const isCertain = !subject.incomplete?.entries;
    return odd.map((entry, index) => {
      const seen = entry.deviceType ?? null;
      const message = `${group.efsId} is on ${seen ? `the device type ${DEVICE_TYPE_LABELS[seen]}` : 'no device type'}; it belongs on Workstations and Servers and on Backup Stats.`;
      const right = isCertain ? missing[index] : undefined;
      return report('MID-DEVICE-TYPE', {
        where: entryPlace(subject, entry, 'deviceType'),
        message,
        seen,
        expected: right ?? [...PAIR],
        ...(isCertain && correctionOf(subject, group.entries, entry, right, message)),
      });
    });
  });
}

/** @param entries of the same id. */
function correctionOf(
  subject: ManagedIdSubject,
  entries: readonly EntryDraft[],
  entry: EntryDraft,
  right: DeviceType | undefined,
  message: string,
): Pick<Report, 'correction' | 'fix'> {
  const pair = PAIR.flatMap((deviceType) => entries.find((one) => one.deviceType === deviceType) ?? []);
  if (!right) return { fix: fixOf('Delete this entry', [deleteEntry(subject, entry, message, pair)]) };
  const label = `Use ${DEVICE_TYPE_LABELS[right]}`;
  return {
    correction: { field: 'deviceType', value: right, label },
    fix: fixOf(label, [updateEntry(subject, entry, { deviceType: right }, message)]),
  };
}
