import type { Finding } from '../../finding.ts';
import { report } from '../report.ts';
import { DEVICE_TYPE_LABELS, PAIR } from './device-types.ts';
import { deleteEntry } from './entry-changes.ts';
import { entryGroups, entryPlace, fixOf, type ManagedIdSubject } from './managed-id-subject.ts';

/** MID-DUPLICATE: more than one entry with the same id and device type. The lowest id stays, as the one entered first. */
export function midDuplicate(subject: ManagedIdSubject): Finding[] {
  return entryGroups(subject).flatMap((group) =>
    PAIR.flatMap((deviceType) => {
      const [kept, ...extra] = group.entries.filter((entry) => entry.deviceType === deviceType);
      if (!kept) return [];
      return extra.map((entry) => {
        const message = `${group.efsId} has more than one entry for ${DEVICE_TYPE_LABELS[deviceType]}; one is enough.`;
        return report('MID-DUPLICATE', {
          where: entryPlace(subject, entry, 'groupIdentifier'),
          message,
          seen: extra.length + 1,
          expected: 1,
          // Which of them goes is decided when all can be read.
          fix: subject.incomplete?.entries
            ? undefined
            : fixOf(`Delete this one, keep entry ${kept.id}`, [deleteEntry(subject, entry, message, [kept])]),
        });
      });
    }),
  );
}
