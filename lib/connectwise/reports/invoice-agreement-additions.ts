import type { RecordList, UnreadableRow } from '../../domain/record-list.ts';
import type { InvoicedAddition } from '../../domain/report-rows.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { IsoTime } from '../../shared/time.ts';
import { and, idParts, isIn, since as notBefore } from '../conditions.ts';
import { invoiceDates } from './agreement-invoice.ts';
import { id, idOrNull, number, text, time } from './cells.ts';
import { defineReport } from './define-report.ts';
import { ID_BUDGET, type ReportClient, readReport } from './report.ts';

interface Line {
  /** Id of the invoice, by which its date is found. */
  billingLogId: number;
  addition: InvoicedAddition;
}

/**
 * Lines of invoices that came from additions (docs/reference/connectwise-reports.md#invoiceagreementadditions). A line has no id of
 * its own: lines are read by invoice.
 */
const REPORT = defineReport({
  name: 'InvoiceAgreementAdditions',
  key: 'Billing_Log_RecID',
  isKeyUnique: false,
  within: 'Sequence_Number',
  shape: {
    Billing_Log_RecID: id,
    AGR_Header_RecID: id,
    Invoice_Number: text,
    IV_Item_RecID: idOrNull,
    Line_Desc: text,
    Serial_Number: text,
    Quantity: number,
    Unit_Price: number,
    Extended_Price: number,
    Last_Update_UTC: time,
    Sequence_Number: number,
  },
  optional: ['IV_Item_RecID', 'Line_Desc', 'Sequence_Number'],
  make: (raw): Line => ({
    billingLogId: raw.Billing_Log_RecID,
    addition: {
      invoiceNumber: raw.Invoice_Number,
      agreementId: raw.AGR_Header_RecID,
      productId: raw.IV_Item_RecID,
      description: raw.Line_Desc,
      serialNumber: raw.Serial_Number,
      quantity: raw.Quantity,
      unitPrice: raw.Unit_Price,
      extendedPrice: raw.Extended_Price,
    },
  }),
});

/**
 * Lists what was invoiced for the additions of these agreements, on lines written at `since` or later: an older invoice that was saved
 * again is among them, see `invoiceDate`. In the order in which the invoices were made. Failures as of `readReport`, of the lines;
 * without the report of invoices no date is known.
 */
export async function listInvoiced(
  client: ReportClient,
  agreementIds: readonly number[],
  since: IsoTime,
): Promise<Result<RecordList<InvoicedAddition>>> {
  const lines: Line[] = [];
  const unreadable: UnreadableRow[] = [];
  for (const part of idParts(agreementIds, ID_BUDGET)) {
    const read = await readReport(
      client,
      REPORT,
      (nameOf) => and(isIn(nameOf('AGR_Header_RecID'), part), notBefore(nameOf('Last_Update_UTC'), Date.parse(since))),
      (rows) => void lines.push(...rows),
    );
    if (!read.ok) return read;
    unreadable.push(...read.value.unreadable);
  }
  const dates = await invoiceDates(client, new Set(lines.map(({ billingLogId }) => billingLogId)));
  if (!dates.ok) return dates;
  lines.sort((a, b) => a.billingLogId - b.billingLogId);
  return ok({
    rows: lines.map(({ billingLogId, addition }) => {
      const invoiceDate = dates.value.get(billingLogId);
      return invoiceDate === undefined ? addition : { ...addition, invoiceDate };
    }),
    unreadable,
  });
}
