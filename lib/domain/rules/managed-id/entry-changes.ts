import type { JsonValue } from '../../../shared/json.ts';
import type { Change, FieldChange, RequiredRecord } from '../../change.ts';
import type { DeviceType, ManagedIdEntry } from '../../connectwise-records.ts';
import { meantEfsId } from '../../efs-id.ts';
import { asReference, companyIdOf, type EntryDraft, entryLabel, type ManagedIdSubject } from './managed-id-subject.ts';

/** The counters of an entry that our syncs keep; each belongs to one device type (docs/reference/sync.md#parts). */
export const ENTRY_COUNTERS = [
  'successfulBackupJobs',
  'failedBackupJobs',
  'totalWorkstations',
  'totalServers',
  'totalWindowsServers',
  'totalWindowsWorkstations',
  'totalManagedMachines',
] as const satisfies readonly (keyof ManagedIdEntry)[];

/** Plans new values of a stored entry; undefined where the entry is not stored, or nothing would change. */
export function updateEntry(
  subject: ManagedIdSubject,
  entry: EntryDraft,
  values: Partial<Record<keyof ManagedIdEntry, JsonValue>>,
  reason: string,
): Change | undefined {
  const companyId = companyIdOf(subject);
  if (entry.id === undefined || companyId === undefined) return undefined;
  const fields: FieldChange[] = [];
  for (const [field, to] of Object.entries(values)) {
    const from = memberOf(entry, field as keyof ManagedIdEntry);
    if (to !== undefined && JSON.stringify(from) !== JSON.stringify(to)) fields.push({ field, from, to });
  }
  if (fields.length === 0) return undefined;
  return {
    id: `fix/managed-id-entry/${companyId}/${entry.id}/update/${fields.map(({ field, to }) => `${field}=${JSON.stringify(to)}`).join('&')}`,
    part: 'fix',
    resource: 'managed-id-entry',
    op: 'update',
    ref: { companyId, id: entry.id },
    label: entryLabel(entry.groupIdentifier, entry.deviceType),
    fields,
    reason,
  };
}

/** Plans a new entry under the configured solution, agreement blank. `counters` moves figures over from another entry. */
export function createEntry(
  subject: ManagedIdSubject,
  efsId: string,
  deviceType: DeviceType,
  reason: string,
  counters: Partial<Record<(typeof ENTRY_COUNTERS)[number], number>> = {},
): Change | undefined {
  const companyId = companyIdOf(subject);
  const solutionId = solutionIdOf(subject);
  if (companyId === undefined || solutionId === undefined) return undefined;
  const values: Record<string, JsonValue> = {
    managementSolution: { id: solutionId },
    groupIdentifier: efsId,
    deviceType,
    ...counters,
  };
  return {
    id: `fix/managed-id-entry/${companyId}/new/create/${efsId}/${deviceType}`,
    part: 'fix',
    resource: 'managed-id-entry',
    op: 'create',
    ref: { companyId },
    label: entryLabel(efsId, deviceType),
    fields: Object.entries(values).map(([field, to]) => ({ field, from: null, to })),
    reason,
  };
}

/**
 * Plans the removal of a stored entry; its fields are kept in the change, so that an undo can enter it again.
 * @param kept the entries that make it superfluous: while one of them is missing, the change is not applied.
 */
export function deleteEntry(
  subject: ManagedIdSubject,
  entry: EntryDraft,
  reason: string,
  kept: readonly EntryDraft[],
): Change | undefined {
  const companyId = companyIdOf(subject);
  if (entry.id === undefined || companyId === undefined) return undefined;
  const members: (keyof ManagedIdEntry)[] = [
    'managementSolution',
    'groupIdentifier',
    'deviceType',
    'agreement',
    ...ENTRY_COUNTERS,
  ];
  return {
    id: `fix/managed-id-entry/${companyId}/${entry.id}/delete`,
    part: 'fix',
    resource: 'managed-id-entry',
    op: 'delete',
    ref: { companyId, id: entry.id },
    label: entryLabel(entry.groupIdentifier, entry.deviceType),
    fields: members
      .map((field) => ({ field, from: memberOf(entry, field), to: null }))
      .filter(({ from }) => from !== null),
    requires: kept.flatMap((entry) => required(companyId, entry)),
    reason,
  };
}

/** An entry that a plan is yet to make has no number: the plan's order sees to it. */
function required(companyId: number, entry: EntryDraft): RequiredRecord[] {
  const { id } = entry;
  const identity = ['groupIdentifier', 'deviceType'] as const;
  const members = identity.map((field) => ({ field, value: memberOf(entry, field) }));
  return id === undefined ? [] : [{ resource: 'managed-id-entry', ref: { companyId, id }, members }];
}

/** A member as it is written: references by id alone, absent as null. */
export function memberOf(entry: EntryDraft, field: keyof ManagedIdEntry): JsonValue {
  if (field === 'managementSolution' || field === 'agreement') return asReference(entry[field]);
  if (field === '_info') return null;
  return entry[field] ?? null;
}

/** The configured solution; where it is not given as a reference, that of an entry under it. */
export function solutionIdOf(subject: ManagedIdSubject): number | undefined {
  if (subject.solution) return subject.solution.id;
  const { managementSolution: name, prefix } = subject;
  const model = subject.entries.find(({ managementSolution, groupIdentifier }) =>
    name ? managementSolution?.name === name : managementSolution && meantEfsId(groupIdentifier, prefix),
  );
  return model?.managementSolution?.id;
}
