import type { JsonValue } from '../../lib/domain/change.ts';
import type { FindingSeverity } from '../../lib/domain/finding.ts';
import type { HealthState } from '../../lib/domain/health.ts';
import type { SourceKind } from '../../lib/domain/portal-facts.ts';

/** What the panel calls things. REST names are for machines; these are the labels of ConnectWise's own screens. */
const FIELD_LABELS: Record<string, string> = {
  groupIdentifier: 'Managed ID',
  deviceType: 'Device type',
  managementSolution: 'Solution',
  agreement: 'Agreement',
  serialNumber: 'SerialNumber',
  quantity: 'Total quantity',
  lessIncluded: 'Less included',
  unitPrice: 'Unit price',
  effectiveDate: 'Effective date',
  cancelledDate: 'Cancelled date',
  billCustomer: 'Bill customer',
  invoiceDescription: 'Invoice description',
  successfulBackupJobs: 'Successful backup jobs',
  failedBackupJobs: 'Failed backup jobs',
  totalWorkstations: 'Workstations',
  totalServers: 'Servers',
  totalWindowsServers: 'Windows servers',
  totalWindowsWorkstations: 'Windows workstations',
  totalManagedMachines: 'Managed machines',
  backupSuccesses: 'Backups that succeeded',
  backupIncomplete: 'Backups incomplete',
  backupFailed: 'Backups that failed',
  lastBackupDate: 'Last backup',
  backupBillableSpaceGb: 'Billable space (GB)',
  backupProtectedDeviceList: 'Protected devices',
  type: 'Configuration type',
};

const DEVICE_TYPES: Record<string, string> = {
  WorkstationsAndServers: 'Workstations and Servers',
  BackupStats: 'Backup Stats',
};

export const HEALTH_WORDS: Record<HealthState, string> = {
  ok: 'OK',
  warning: 'Warning',
  error: 'Error',
  never: 'Never backed up',
  parked: 'Parked',
  unknown: 'Unknown',
};

export const SEVERITY_WORDS: Record<FindingSeverity, string> = { error: 'Error', warning: 'Warning', info: 'Note' };

export const SOURCE_WORDS: Record<SourceKind, string> = {
  'efs-portal': 'the EFS portal',
  x360recover: 'x360Recover',
};

/** `invoiceDescription` → `Invoice description`; unknown members are spelled out. */
export function fieldLabel(field: string): string {
  const spelled = field.replace(/([A-Z])/g, ' $1').toLowerCase();
  return FIELD_LABELS[field] ?? spelled.charAt(0).toUpperCase() + spelled.slice(1);
}

/** Numbers that name something and are not counted: no thousands separator. */
const NAMES_NOT_AMOUNTS: ReadonlySet<string> = new Set(['backupYear', 'backupMonth', 'id']);

/** A value as people read it; references by their name. `field`: the REST member that it belongs to. */
export function valueText(value: JsonValue | undefined, field = ''): string {
  if (typeof value === 'number' && NAMES_NOT_AMOUNTS.has(field)) return String(value);
  if (value === null || value === undefined || value === '') return 'blank';
  if (typeof value === 'number') return numberText(value);
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'string') return DEVICE_TYPES[value] ?? dateOr(value);
  if (Array.isArray(value)) return value.map((item) => valueText(item)).join(', ');
  return valueText(value.name ?? value.identifier ?? value.id ?? null, 'id');
}

export function numberText(value: number): string {
  return new Intl.NumberFormat(undefined, { maximumFractionDigits: 2 }).format(value);
}

/** Amounts are in the agreement's own currency, which REST names nowhere on the line: no sign is shown. */
export function moneyText(value: number): string {
  return new Intl.NumberFormat(undefined, { minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(value);
}

export function count(n: number, one: string, many = `${one}s`): string {
  return `${numberText(n)} ${n === 1 ? one : many}`;
}

function dateOr(text: string): string {
  if (!/^\d{4}-\d{2}-\d{2}T/.test(text)) return text;
  const time = new Date(text);
  return Number.isNaN(time.getTime()) ? text : new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' }).format(time);
}
