import type { Change, ChangePart, ChangeState, JournalEntry } from '../../../lib/domain/change.ts';
import type { Resource } from '../../../lib/domain/record-ref.ts';
import type { JsonValue } from '../../../lib/shared/json.ts';
import { count, formatCalendarDay, formatNumber } from '../../ui/format.ts';

/** How changes are shown to users. REST names are for machines; these are the labels of ConnectWise's own screens. */
const FIELD_LABELS: ReadonlyMap<string, string> = new Map([
  ['groupIdentifier', 'Managed ID'],
  ['deviceType', 'Device type'],
  ['managementSolution', 'Solution'],
  ['agreement', 'Agreement'],
  ['serialNumber', 'SerialNumber'],
  ['quantity', 'Total quantity'],
  ['lessIncluded', 'Less included'],
  ['unitPrice', 'Unit price'],
  ['effectiveDate', 'Effective date'],
  ['cancelledDate', 'Cancelled date'],
  ['billCustomer', 'Bill customer'],
  ['invoiceDescription', 'Invoice description'],
  ['successfulBackupJobs', 'Successful backup jobs'],
  ['failedBackupJobs', 'Failed backup jobs'],
  ['totalWorkstations', 'Workstations'],
  ['totalServers', 'Servers'],
  ['totalWindowsServers', 'Windows servers'],
  ['totalWindowsWorkstations', 'Windows workstations'],
  ['totalManagedMachines', 'Managed machines'],
  ['backupSuccesses', 'Backups that succeeded'],
  ['backupIncomplete', 'Backups incomplete'],
  ['backupFailed', 'Backups that failed'],
  ['lastBackupDate', 'Last backup'],
  ['backupBillableSpaceGb', 'Billable space'],
  ['backupProtectedDeviceList', 'Protected devices'],
  ['type', 'Configuration type'],
  ['externalXRef', 'External reference'],
  ['mergedParentTicket', 'Merged into'],
]);

const DEVICE_TYPES: ReadonlyMap<string, string> = new Map([
  ['WorkstationsAndServers', 'Workstations and Servers'],
  ['BackupStats', 'Backup Stats'],
]);

export const OP_WORDS: Record<Change['op'], string> = {
  create: 'New',
  update: 'Change',
  delete: 'Delete',
  merge: 'Merge',
};

export const PART_TEXTS: Record<ChangePart, string> = {
  'agreement-parts': 'Agreement parts',
  'management-report': 'Management report',
  'backup-statistics': 'Backup statistics',
  ticket: 'Tickets',
  fix: 'Corrections',
  undo: 'Undone',
};

/** What became of a change. */
const STATE_WORDS: Record<ChangeState, string> = {
  intended: 'Not finished',
  applied: 'Written',
  failed: 'Failed',
  conflict: 'Conflict: changed since it was read',
  held: 'On hold: needs approval',
  unknown: 'Unknown: answer lost',
};

/** What became of a change. What a user's cancelling left unwritten, or an earlier failure, waits for nobody. */
export function stateWords({ state, hold }: Pick<JournalEntry, 'state' | 'hold'>): string {
  if (hold === 'cancelled') return 'Left undone';
  return hold === 'earlier-failure' ? 'Not tried' : STATE_WORDS[state];
}

/** What records are called, where many are shown as one line. */
export const RECORD_NAMES: Record<Resource, string> = {
  addition: 'Additions',
  configuration: 'Backup statistics',
  'managed-id-entry': 'Managed-ID entries',
  ticket: 'Tickets',
  'ticket-note': 'Notes of tickets',
  'management-solution': 'Management solution',
  'managed-devices-integration': 'Managed devices integration',
  product: 'Products',
  'cross-reference': 'Cross-references',
  'board-status': 'Statuses of the board',
};

export function changesText(n: number): string {
  return count(n, 'change');
}

/** How many changes of a run were written; of how many, where some were not. */
export function writtenText(written: number, all: number): string {
  return written === all ? changesText(all) : `${formatNumber(written)} of ${changesText(all)} written`;
}

/** Beside the beginning of a long value: how long it is. */
export function sizeText(lines: number, characters: number): string {
  return lines > 1 ? count(lines, 'line') : count(characters, 'character');
}

/** `invoiceDescription` → `Invoice description`; unknown members are spelled out. */
export function fieldLabel(field: string): string {
  const spelled = field.replace(/([A-Z])/g, ' $1').toLowerCase();
  return FIELD_LABELS.get(field) ?? spelled.charAt(0).toUpperCase() + spelled.slice(1);
}

/** Numbers that name something and are not counted: no thousands separator. */
const NAMES_NOT_AMOUNTS: ReadonlySet<string> = new Set(['backupYear', 'backupMonth', 'id']);

/** Numbers that are read with their unit. */
const UNITS: ReadonlyMap<string, string> = new Map([['backupBillableSpaceGb', 'GB']]);

/** A value as people read it; references by their name. `field`: the REST member that it belongs to. */
export function valueText(value: JsonValue | undefined, field = ''): string {
  if (typeof value === 'number' && NAMES_NOT_AMOUNTS.has(field)) return String(value);
  if (value === null || value === undefined || value === '') return 'blank';
  if (typeof value === 'number') return [formatNumber(value), UNITS.get(field) ?? []].flat().join(' ');
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'string') return DEVICE_TYPES.get(value) ?? dateOr(value);
  if (Array.isArray(value)) return value.map((item) => valueText(item)).join(', ');
  const name = value.name ?? value.identifier;
  if (name) return valueText(name);
  if (value.id != null) return `no. ${valueText(value.id, 'id')}`;
  return Object.entries(value)
    .map(([member, one]) => `${fieldLabel(member)} ${valueText(one, member)}`)
    .join(', ');
}

/** Midnight in UTC is how ConnectWise writes a calendar day, which is the same day everywhere. */
function dateOr(text: string): string {
  const [, day, time] = /^(\d{4}-\d{2}-\d{2})(?:T(.*))?$/.exec(text) ?? [];
  if (day === undefined || Number.isNaN(Date.parse(text))) return text;
  if (time === undefined || /^00:00(:00(\.0+)?)?Z$/.test(time)) return formatCalendarDay(day);
  return new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' }).format(Date.parse(text));
}
