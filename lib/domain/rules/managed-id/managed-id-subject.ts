import type { JsonValue } from '../../../shared/json.ts';
import type { Change } from '../../change.ts';
import type { Company, DeviceType, ManagedIdEntry, Reference } from '../../connectwise-records.ts';
import { meantEfsId } from '../../efs-id.ts';
import type { FindingPlace, Fix } from '../../finding.ts';
import type { Incomplete } from '../../incomplete.ts';
import { DEVICE_TYPE_LABELS } from './device-types.ts';

/** A reference as a form may give it: by name, without an id. */
interface NamedReference {
  id?: number;
  name: string;
}

/**
 * A managed-id entry, stored or being typed. Absent members are not known, and rules about them stay silent; `null` is
 * known to be blank. No `id`: not stored yet, hence entered after all others.
 */
export interface EntryDraft extends Partial<Omit<ManagedIdEntry, 'managementSolution' | 'agreement'>> {
  groupIdentifier: string;
  managementSolution?: NamedReference | null;
  agreement?: NamedReference | null;
}

/** What the managed-id rules look at. Only the entries and the prefix are needed; the rest widens what can be checked. */
export interface ManagedIdSubject {
  prefix: string;
  entries: readonly EntryDraft[];
  companyId?: number;
  company?: Company;
  /** Of the company whose entry is typed, where only its name is known. */
  companyName?: string;
  /** Name of the configured management solution; '' or absent: not chosen. */
  managementSolution?: string;
  /** The same as a reference, for entries that a fix creates or moves; else taken from an entry that has it. */
  solution?: Reference;
  /** Customers of the portal; absent or empty: it was not asked, MID-UNKNOWN is silent. */
  customers?: readonly { id: string; name: string }[];
  /** Ids that the list lacks and that could not be looked up again: nobody may call them unknown. */
  unsureCustomers?: readonly string[];
  /** Ids that were looked up and do not exist. */
  absentCustomers?: readonly string[];
  /** Entries of other companies that carry EFS ids (MID-SHARED). */
  otherCompanies?: readonly { efsId: string; companyId: number; companyName?: string }[];
  /** EFS ids that the company uses besides its entries: serials of its additions, confirmed mappings (MID-NONE). */
  efsIdsInUse?: readonly string[];
  /** The screen: new entries belong into the setup table (MID-PLACE). */
  place?: 'company-management-tab' | 'setup-table';
  /** Absent: every entry could be read. */
  incomplete?: Incomplete;
}

/** The entries of one EFS id: those that carry it, and those that most plainly mean it. */
export interface EntryGroup {
  efsId: string;
  entries: EntryDraft[];
  workstationsAndServers: EntryDraft[];
  backupStats: EntryDraft[];
}

/**
 * In the order of entry: by id ascending, an entry not stored yet last
 * (docs/reference/connectwise-rest.md#managed-id-entries: there is no sequence field).
 */
export function inOrderOfEntry(entries: readonly EntryDraft[]): EntryDraft[] {
  return [...entries].sort((a, b) => entryOrder(a) - entryOrder(b));
}

export function entryOrder(entry: EntryDraft): number {
  return entry.id ?? Number.POSITIVE_INFINITY;
}

/** Whether the portal is known to have no such customer. */
export function isUnknownCustomer(
  {
    customers,
    unsureCustomers,
    absentCustomers,
  }: Pick<ManagedIdSubject, 'customers' | 'unsureCustomers' | 'absentCustomers'>,
  customerId: string,
): boolean {
  if (absentCustomers?.includes(customerId)) return true;
  if (!customers?.length || unsureCustomers?.includes(customerId)) return false;
  return !customers.some(({ id }) => id === customerId);
}

/** Whether the entry is under the configured management solution. */
export function isUnderOurSolution(subject: ManagedIdSubject, entry: EntryDraft): boolean {
  return Boolean(subject.managementSolution) && entry.managementSolution?.name === subject.managementSolution;
}

/** Entries that carry or mean an EFS id, grouped by it, in order of entry. */
export function entryGroups(subject: ManagedIdSubject): EntryGroup[] {
  const groups = new Map<string, EntryDraft[]>();
  for (const entry of inOrderOfEntry(subject.entries)) {
    const efsId = meantEfsId(entry.groupIdentifier, subject.prefix);
    if (efsId) groups.set(efsId, [...(groups.get(efsId) ?? []), entry]);
  }
  return [...groups].map(([efsId, entries]) => ({
    efsId,
    entries,
    workstationsAndServers: entries.filter((entry) => entry.deviceType === 'WorkstationsAndServers'),
    backupStats: entries.filter((entry) => entry.deviceType === 'BackupStats'),
  }));
}

export function companyIdOf(subject: ManagedIdSubject): number | undefined {
  return subject.companyId ?? subject.company?.id ?? subject.entries.find((entry) => entry.companyId)?.companyId;
}

export function entryPlace(subject: ManagedIdSubject, entry: EntryDraft, field?: string): FindingPlace {
  return {
    resource: 'managed-id-entry',
    companyId: companyIdOf(subject),
    ...(entry.id !== undefined && { recordId: entry.id }),
    ...(field && { field }),
  };
}

export function companyPlace(subject: ManagedIdSubject): FindingPlace {
  return { resource: 'company', companyId: companyIdOf(subject) };
}

/** What a user calls the entry, e.g. `Managed-id entry EFS-342, Backup Stats`. */
export function entryLabel(efsId: string, deviceType: DeviceType | null | undefined): string {
  return `Managed-id entry ${efsId}, ${deviceType ? DEVICE_TYPE_LABELS[deviceType] : 'no device type'}`;
}

/** Joins the changes of a fix; no fix where one of them cannot be made. */
export function fixOf(label: string, changes: readonly (Change | undefined)[]): Fix | undefined {
  const made = changes.filter((change) => change !== undefined);
  return made.length > 0 && made.length === changes.length ? { label, changes: made } : undefined;
}

export function asReference(reference: NamedReference | null | undefined): JsonValue {
  return reference?.id === undefined ? null : { id: reference.id };
}
