import * as z from 'zod/mini';
import type { ExecutiveReport } from '../domain/executive-report.ts';
import { readableRows } from '../domain/record-list.ts';
import { ok, type Result } from '../shared/result.ts';
import type { RestClient } from './client.ts';
import { flag, number, parseRecords } from './record.ts';

const PATH = '/company/management';
const FIELDS =
  'id,scheduleExecutiveSummaryReportFlag,executiveSummaryReportScheduleDay,' +
  'executiveSummaryReportScheduleHour,executiveSummaryReportScheduleMinute';

const schema = z.object({
  scheduleExecutiveSummaryReportFlag: flag,
  executiveSummaryReportScheduleDay: number,
  executiveSummaryReportScheduleHour: number,
  executiveSummaryReportScheduleMinute: number,
});

/** Reads when the executive summary report is sent: ConnectWise has one record for it. null: it has none yet. */
export async function readExecutiveReport(client: RestClient): Promise<Result<ExecutiveReport | null>> {
  const rows = await client.list(PATH, { fields: FIELDS });
  const reports = readableRows(parseRecords(schema, rows, PATH, toReport));
  return reports.ok ? ok(reports.value[0] ?? null) : reports;
}

function toReport(raw: z.infer<typeof schema>): ExecutiveReport {
  const {
    executiveSummaryReportScheduleDay: day,
    executiveSummaryReportScheduleHour: hour,
    executiveSummaryReportScheduleMinute: minute,
  } = raw;
  return {
    isScheduled: raw.scheduleExecutiveSummaryReportFlag ?? false,
    ...(day != null && { day }),
    ...(hour != null && { hour }),
    ...(minute != null && { minute }),
  };
}
