import type { DeviceType } from '../../connectwise-records.ts';
import type { Finding, Fix } from '../../finding.ts';
import { report } from '../report.ts';
import { DEVICE_TYPE_LABELS, isOfPair, PAIR } from './device-types.ts';
import { createEntry, updateEntry } from './entry-changes.ts';
import { companyPlace, type EntryGroup, entryGroups, fixOf, type ManagedIdSubject } from './managed-id-subject.ts';
import { mismatchedGroups } from './mid-mismatch.ts';

/**
 * MID-MISSING: one of the pair is missing for an id (docs/reference/setup-guides.md#company-step-1 and
 * #2022-managed-id). Two entries that were meant as one pair are MID-MISMATCH instead: adding the missing halves would
 * make a second customer out of a typing error.
 */
export function midMissing(subject: ManagedIdSubject): Finding[] {
  // The entry that is missed may be the one that could not be read.
  if (subject.incomplete?.entries) return [];
  const mismatched = new Set(mismatchedGroups(subject).map((group) => group.efsId));
  return entryGroups(subject).flatMap((group) => {
    const missing = PAIR.filter((deviceType) => !group.entries.some((entry) => entry.deviceType === deviceType));
    const unknown = group.entries.some((entry) => entry.deviceType === undefined);
    if (missing.length === 0 || unknown || mismatched.has(group.efsId)) return [];
    const names = missing.map((deviceType) => DEVICE_TYPE_LABELS[deviceType]).join(' and ');
    return report('MID-MISSING', {
      where: companyPlace(subject),
      about: group.efsId,
      message: `${group.efsId} has no entry for ${names}; it needs one each for Workstations and Servers and for Backup Stats.`,
      seen: group.entries.map((entry) => entry.deviceType ?? null),
      expected: [...PAIR],
      fix: addMissing(subject, group, missing),
    });
  });
}

function addMissing(subject: ManagedIdSubject, group: EntryGroup, missing: readonly DeviceType[]): Fix | undefined {
  const { efsId } = group;
  const label = `Add the missing entry for ${efsId}`;
  const reason = `${efsId} needs an entry for each of the pair, Workstations and Servers first.`;
  const odd = group.entries.filter((entry) => !isOfPair(entry.deviceType));
  const [statistics] = group.backupStats;
  if (!statistics || odd.length > 0) {
    return fixOf(
      label,
      missing.map((deviceType, index) => {
        const entry = odd[index];
        return entry
          ? updateEntry(subject, entry, { deviceType }, reason)
          : createEntry(subject, efsId, deviceType, reason);
      }),
    );
  }
  // A new entry always comes last. So the older one becomes Workstations and Servers, and Backup Stats is entered again
  // with its figures: otherwise this fix would bring about MID-ORDER.
  const { successfulBackupJobs, failedBackupJobs } = statistics;
  return fixOf(label, [
    updateEntry(
      subject,
      statistics,
      { deviceType: 'WorkstationsAndServers', successfulBackupJobs: null, failedBackupJobs: null },
      reason,
    ),
    createEntry(subject, efsId, 'BackupStats', reason, {
      ...(successfulBackupJobs != null && { successfulBackupJobs }),
      ...(failedBackupJobs != null && { failedBackupJobs }),
    }),
  ]);
}
