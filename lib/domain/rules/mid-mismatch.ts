import { readEfsId } from '../efs-id.ts';
import type { Finding } from '../finding.ts';
import { DEVICE_TYPE_LABELS } from './device-types.ts';
import { updateEntry } from './entry-changes.ts';
import {
  type EntryGroup,
  entryGroups,
  entryPlace,
  fixOf,
  isUnknownCustomer,
  type ManagedIdSubject,
} from './managed-id-subject.ts';
import { report } from './report.ts';

/**
 * MID-MISMATCH: the two entries carry different ids and neither id has its pair: one of them is a typing error. Which
 * one, the portal tells where it knows exactly one of the two; else a person decides.
 */
export function midMismatch(subject: ManagedIdSubject): Finding[] {
  // The entry that is missed may be the one that could not be read.
  if (subject.incomplete?.entries) return [];
  const groups = mismatchedGroups(subject);
  return groups.flatMap((group) => {
    const other = groups.find((candidate) => candidate !== group);
    const [entry] = group.entries;
    if (!other || !entry) return [];
    const right = isKnown(subject, other) && isUnknown(subject, group) ? other.efsId : undefined;
    const [otherEntry] = other.entries;
    const message = `${labelOf(group)} and ${labelOf(other)} carry different ids, and neither has its pair.`;
    return report('MID-MISMATCH', {
      where: entryPlace(subject, entry, 'groupIdentifier'),
      message,
      seen: entry.groupIdentifier,
      expected: otherEntry?.groupIdentifier ?? null,
      ...(right && {
        correction: { field: 'groupIdentifier', value: right, label: `Use ${right}` },
        fix: fixOf(
          `Use ${right} for both`,
          group.entries.map((half) => updateEntry(subject, half, { groupIdentifier: right }, message)),
        ),
      }),
    });
  });
}

/** The two halves: exactly one id has only Workstations and Servers, and exactly one only Backup Stats. */
export function mismatchedGroups(subject: ManagedIdSubject): EntryGroup[] {
  const groups = entryGroups(subject);
  const machines = groups.filter((group) =>
    group.entries.every((entry) => entry.deviceType === 'WorkstationsAndServers'),
  );
  const statistics = groups.filter((group) => group.entries.every((entry) => entry.deviceType === 'BackupStats'));
  return machines.length === 1 && statistics.length === 1 ? [...machines, ...statistics] : [];
}

function isKnown({ customers = [], prefix }: ManagedIdSubject, { efsId }: EntryGroup): boolean {
  const reading = readEfsId(efsId, prefix);
  return reading.ok && customers.some((customer) => customer.id === reading.customerId);
}

function isUnknown(subject: ManagedIdSubject, { efsId }: EntryGroup): boolean {
  const reading = readEfsId(efsId, subject.prefix);
  return !reading.ok || isUnknownCustomer(subject, reading.customerId);
}

function labelOf({ efsId, entries: [entry] }: EntryGroup): string {
  return `${entry?.deviceType ? DEVICE_TYPE_LABELS[entry.deviceType] : 'The entry'} (${efsId})`;
}
