import type { FailureCode } from '../../shared/errors.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { IsoTime } from '../../shared/time.ts';
import { idParts, isIn } from '../conditions.ts';
import { id, time } from './cells.ts';
import { defineReport } from './define-report.ts';
import { ID_BUDGET, type ReportClient, readReport } from './report.ts';

/** Invoices of agreements, of which only the date is read (docs/reference/connectwise-reports.md#agreementinvoice). */
const REPORT = defineReport({
  name: 'AgreementInvoice',
  key: 'Billing_Log_RecID',
  // An invoice of several agreements may have a row for each.
  isKeyUnique: false,
  shape: { Billing_Log_RecID: id, Date_Invoice: time },
  optional: [],
  make: (raw) => ({ billingLogId: raw.Billing_Log_RecID, date: raw.Date_Invoice }),
});

const NOT_READ: ReadonlySet<FailureCode> = new Set(['missing-right', 'not-found']);

/** Finds the dates of invoices; those of which none can be read are absent. Failures: those of a call, not that the report may not be read. */
export async function invoiceDates(
  client: ReportClient,
  billingLogIds: ReadonlySet<number>,
): Promise<Result<ReadonlyMap<number, IsoTime>>> {
  const dates = new Map<number, IsoTime>();
  for (const part of idParts([...billingLogIds], ID_BUDGET)) {
    const read = await readReport(
      client,
      REPORT,
      (nameOf) => isIn(nameOf('Billing_Log_RecID'), part),
      (rows) => {
        for (const { billingLogId, date } of rows) if (date !== undefined) dates.set(billingLogId, date);
      },
    );
    if (!read.ok) return NOT_READ.has(read.failure.code) ? ok(dates) : read;
  }
  return ok(dates);
}
