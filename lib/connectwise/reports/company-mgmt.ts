import type { DeviceType } from '../../domain/connectwise-records.ts';
import type { ReportedEntry } from '../../domain/report-rows.ts';
import type { Result } from '../../shared/result.ts';
import type { ReadReport, TakeRows } from '../../sync/ports.ts';
import { id, idOrNull, infoOf, text, time } from './cells.ts';
import { defineReport } from './define-report.ts';
import { type ReportClient, readReport } from './report.ts';

/** Managed-ID entries of all companies (docs/reference/connectwise-reports.md#companymgmt). */
const REPORT = defineReport({
  name: 'CompanyMgmt',
  key: 'Company_Mgmt_RecID',
  isKeyUnique: true,
  company: 'Company_RecID',
  shape: {
    Company_Mgmt_RecID: id,
    Company_RecID: id,
    Group_ID: text,
    Device_Type: text,
    Mgmt_Setup_Name: text,
    AGR_Header_RecID: idOrNull,
    Last_Update_UTC: time,
    Updated_By: text,
  },
  optional: ['Last_Update_UTC', 'Updated_By'],
  make: (raw): ReportedEntry => ({
    id: raw.Company_Mgmt_RecID,
    companyId: raw.Company_RecID,
    groupIdentifier: raw.Group_ID,
    deviceType: deviceTypeOf(raw.Device_Type),
    managementSolutionName: raw.Mgmt_Setup_Name,
    agreementId: raw.AGR_Header_RecID,
    _info: infoOf(raw),
  }),
});

const DEVICE_TYPES: readonly DeviceType[] = ['WorkstationsAndServers', 'BackupStats', 'Servers', 'Workstations'];

/** As the web client shows it or as REST names it; null: blank; undefined: a text that we do not know. */
function deviceTypeOf(shown: string): DeviceType | null | undefined {
  if (shown.trim() === '') return null;
  const letters = lettersOf(shown);
  return DEVICE_TYPES.find((type) => lettersOf(type) === letters);
}

function lettersOf(text: string): string {
  return text.toLowerCase().replace(/[^a-z]/g, '');
}

/** Reads every company's managed-ID entries, by id ascending; failures as of `readReport`. */
export function readEntries(client: ReportClient, take: TakeRows<ReportedEntry>): Promise<Result<ReadReport>> {
  return readReport(client, REPORT, () => '', take);
}
