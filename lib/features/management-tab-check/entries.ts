import type { ManagedIdEntry } from '../../domain/connectwise-records.ts';
import type { Finding } from '../../domain/finding.ts';
import { DEVICE_TYPE_LABELS } from '../../domain/rules/managed-id/device-types.ts';
import { tidy } from '../../host/visible.ts';
import { agreed, type Cells } from '../marks/list-rows.ts';

/** The stored entries that a row may show, by every column that is there. A blank managed id is a row that is not filled yet. */
export function entriesShown(cells: Cells, entries: readonly ManagedIdEntry[]): ManagedIdEntry[] {
  const { managedId, deviceType } = cells;
  if (!managedId || deviceType === undefined) return [];
  return entries.filter(
    (entry) =>
      tidy(entry.groupIdentifier) === managedId &&
      (entry.deviceType ? DEVICE_TYPE_LABELS[entry.deviceType] : '') === deviceType &&
      sameName(cells.solution, entry.managementSolution?.name) &&
      sameName(cells.entryAgreement, entry.agreement?.name),
  );
}

/** What is wrong with the entry that a row shows; empty where it is not sure which one that is. */
export function findingsOfEntry(
  cells: Cells,
  entries: readonly ManagedIdEntry[],
  findings: readonly Finding[],
): readonly Finding[] {
  return agreed(
    entriesShown(cells, entries).map(({ id }) =>
      findings.filter(({ where }) => where.resource === 'managed-id-entry' && where.recordId === id),
    ),
  );
}

function sameName(shown: string | undefined, stored: string | undefined): boolean {
  return shown === undefined || shown === tidy(stored);
}
