import type { JsonValue } from '../../../shared/json.ts';
import type { ManagedIdEntry } from '../../connectwise-records.ts';
import type { Finding, Fix } from '../../finding.ts';
import { report } from '../report.ts';
import { ENTRY_COUNTERS, memberOf, updateEntry } from './entry-changes.ts';
import {
  type EntryDraft,
  entryGroups,
  entryOrder,
  entryPlace,
  fixOf,
  type ManagedIdSubject,
} from './managed-id-subject.ts';

/**
 * MID-ORDER: Backup Stats was entered before Workstations and Servers, "a ConnectWise data flow issue"
 * (docs/reference/setup-guides.md#company-step-1 and #2022-managed-id). The order of entry is the order of ids. The
 * fix swaps what the two rows are, device type and counters, so nothing is deleted and the same swap undoes it.
 */
export function midOrder(subject: ManagedIdSubject): Finding[] {
  // Which entry came first is not known while one could not be read.
  if (subject.incomplete?.entries) return [];
  return entryGroups(subject).flatMap((group) => {
    const [machines] = group.workstationsAndServers;
    const [statistics] = group.backupStats;
    if (!statistics || !isEarly(statistics, machines)) return [];
    return report('MID-ORDER', {
      where: entryPlace(subject, beingTyped(machines) ?? statistics, 'deviceType'),
      message: machines
        ? `${group.efsId}: Backup Stats was entered before Workstations and Servers; ConnectWise needs Workstations and Servers first.`
        : `${group.efsId}: enter Workstations and Servers first, then Backup Stats.`,
      seen: ['BackupStats', 'WorkstationsAndServers'],
      expected: ['WorkstationsAndServers', 'BackupStats'],
      fix: machines && swap(subject, group.efsId, statistics, machines),
    });
  });
}

/** Without Workstations and Servers, one being typed is early; a stored one is MID-MISSING. */
function isEarly(statistics: EntryDraft, machines: EntryDraft | undefined): boolean {
  return machines ? entryOrder(statistics) < entryOrder(machines) : statistics.id === undefined;
}

function beingTyped(entry: EntryDraft | undefined): EntryDraft | undefined {
  return entry?.id === undefined ? entry : undefined;
}

function swap(subject: ManagedIdSubject, efsId: string, first: EntryDraft, second: EntryDraft): Fix | undefined {
  const reason = `${efsId}: Workstations and Servers must be the first entry, Backup Stats the second.`;
  return fixOf('Put Workstations and Servers first', [
    updateEntry(subject, first, identityOf(second), reason),
    updateEntry(subject, second, identityOf(first), reason),
  ]);
}

function identityOf(entry: EntryDraft): Partial<Record<keyof ManagedIdEntry, JsonValue>> {
  return Object.fromEntries(
    (['deviceType', ...ENTRY_COUNTERS] as const).map((field) => [field, memberOf(entry, field)]),
  );
}
