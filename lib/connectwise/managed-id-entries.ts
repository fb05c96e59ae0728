import * as z from 'zod/mini';
import type { ManagedIdEntry } from '../domain/connectwise-records.ts';
import type { RecordList } from '../domain/record-list.ts';
import { boundedText } from '../shared/bounded-text.ts';
import type { Result } from '../shared/result.ts';
import type { RestClient } from './client.ts';
import { id, info, number, parseRecord, parseRecords, reference, toInfo, toReference } from './record.ts';

/**
 * Rows of Company › Management: mapping line and statistics record in one
 * (docs/reference/connectwise-rest.md#managed-id-entries).
 */
export function managedIdEntryPath(companyId: number): string {
  return `/company/companies/${companyId}/managementSummaryReports`;
}

const NUMBERS = {
  successfulBackupJobs: number,
  failedBackupJobs: number,
  totalWorkstations: number,
  totalServers: number,
  totalWindowsServers: number,
  totalWindowsWorkstations: number,
  totalManagedMachines: number,
};

const FIELDS = [
  'id,company/id,managementSolution/id,managementSolution/name,groupIdentifier,deviceType,agreement/id,agreement/name',
  ...Object.keys(NUMBERS),
  '_info',
].join(',');

const schema = z.object({
  id,
  company: reference,
  managementSolution: reference,
  groupIdentifier: boundedText,
  deviceType: z.nullish(z.enum(['WorkstationsAndServers', 'BackupStats', 'Servers', 'Workstations'])),
  agreement: reference,
  ...NUMBERS,
  _info: info,
});

function toEntry(raw: z.infer<typeof schema>, companyId: number): ManagedIdEntry {
  return {
    id: raw.id,
    companyId: raw.company?.id ?? companyId,
    managementSolution: toReference(raw.managementSolution),
    groupIdentifier: raw.groupIdentifier,
    deviceType: raw.deviceType ?? null,
    agreement: toReference(raw.agreement),
    successfulBackupJobs: raw.successfulBackupJobs ?? null,
    failedBackupJobs: raw.failedBackupJobs ?? null,
    totalWorkstations: raw.totalWorkstations ?? null,
    totalServers: raw.totalServers ?? null,
    totalWindowsServers: raw.totalWindowsServers ?? null,
    totalWindowsWorkstations: raw.totalWindowsWorkstations ?? null,
    totalManagedMachines: raw.totalManagedMachines ?? null,
    _info: toInfo(raw._info),
  };
}

/** By id ascending: the order in which they were entered, which is what MID-ORDER looks at. */
export async function listManagedIdEntries(
  client: RestClient,
  companyId: number,
): Promise<Result<RecordList<ManagedIdEntry>>> {
  const path = managedIdEntryPath(companyId);
  const rows = await client.list(path, { fields: FIELDS });
  const entries = parseRecords(schema, rows, path, (raw) => toEntry(raw, companyId));
  if (entries.ok) entries.value.rows.sort((a, b) => a.id - b.id);
  return entries;
}

export function parseManagedIdEntry(value: unknown, companyId: number): Result<ManagedIdEntry> {
  const parsed = parseRecord(schema, value, managedIdEntryPath(companyId));
  return parsed.ok ? { ok: true, value: toEntry(parsed.value, companyId) } : parsed;
}
