import { readEfsId } from '../../efs-id.ts';
import type { Finding } from '../../finding.ts';
import { report } from '../report.ts';
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

/**
 * MID-MISMATCH: the two entries carry different ids and neither id has its pair: one of them is a typing error. Which
 * one, the portal decides where it knows exactly one of the two; else the user decides. One finding for the pair, at the wrong entry,
 * or at Backup Stats, which was entered second.
 */
export function midMismatch(subject: ManagedIdSubject): Finding[] {
  // The entry that is missed may be the one that could not be read.
  if (subject.incomplete?.entries) return [];
  const [machines, statistics] = mismatchedGroups(subject);
  if (!machines || !statistics) return [];
  const [wrong, other] = isWrong(subject, machines, statistics) ? [machines, statistics] : [statistics, machines];
  const [entry] = wrong.entries;
  if (!entry) return [];
  const right = isWrong(subject, wrong, other) ? other.efsId : undefined;
  const message = `${labelOf(machines)} and ${labelOf(statistics)} have different EFS ids. Enter the same id in both.`;
  return [
    report('MID-MISMATCH', {
      where: entryPlace(subject, entry, 'groupIdentifier'),
      message,
      seen: [machines.efsId, statistics.efsId],
      expected: right ?? `${machines.efsId} or ${statistics.efsId} in both`,
      ...(right && {
        correction: { field: 'groupIdentifier', value: right, label: `Use ${right}` },
        fix: fixOf(
          `Use ${right} for both`,
          wrong.entries.map((half) => updateEntry(subject, half, { groupIdentifier: right }, message)),
        ),
      }),
    }),
  ];
}

/** Whether the portal decides it: it knows the other id, and not this one. */
function isWrong(subject: ManagedIdSubject, group: EntryGroup, other: EntryGroup): boolean {
  return isKnown(subject, other) && isUnknown(subject, group);
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
