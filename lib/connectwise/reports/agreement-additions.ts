import type { AdditionFilter, ReportedAddition } from '../../domain/report-rows.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { ReadReport, TakeRows } from '../../sync/ports.ts';
import { beginsWith, type Condition, idParts, isIn, or } from '../conditions.ts';
import { compact } from '../record.ts';
import { flag, id, idOrNull, infoOf, number, text, time } from './cells.ts';
import { defineReport } from './define-report.ts';
import { ID_BUDGET, type NameOf, type ReportClient, readReport } from './report.ts';

/** Additions of all agreements (docs/reference/connectwise-reports.md#agreementadditions). */
const REPORT = defineReport({
  name: 'AgreementAdditions',
  key: 'Addition_RecId',
  isKeyUnique: true,
  shape: {
    Addition_RecId: id,
    AGR_RecID: id,
    Product_RecId: idOrNull,
    Product_Description: text,
    Total_Quantity: number,
    Less_Included: number,
    Unit_Price: number,
    Unit_Cost: number,
    Bill_Customer: flag,
    Effective_Date: time,
    Cancelled_Date: time,
    Serial_Number: text,
    Last_Update_UTC: time,
    Updated_By: text,
  },
  optional: ['Product_Description', 'Bill_Customer', 'Last_Update_UTC', 'Updated_By'],
  make: (raw): ReportedAddition =>
    compact({
      id: raw.Addition_RecId,
      agreementId: raw.AGR_RecID,
      productId: raw.Product_RecId,
      description: raw.Product_Description,
      quantity: raw.Total_Quantity,
      lessIncluded: raw.Less_Included,
      unitPrice: raw.Unit_Price,
      unitCost: raw.Unit_Cost,
      // What is not billed may be DoNotBill or NoCharge: the report does not distinguish them.
      billCustomer: raw.Bill_Customer ? 'Billable' : undefined,
      effectiveDate: raw.Effective_Date,
      cancelledDate: raw.Cancelled_Date,
      serialNumber: raw.Serial_Number,
      _info: infoOf(raw),
    }),
});

/**
 * Reads the additions with one of these products, or with a serial number that begins so ('': none is asked for by it), of any
 * state; by id ascending within each request's part of the products, none twice. Failures as of `readReport`.
 */
export async function readAdditions(
  client: ReportClient,
  { productIds, serialPrefix }: AdditionFilter,
  take: TakeRows<ReportedAddition>,
): Promise<Result<ReadReport>> {
  const all: ReadReport = { rows: 0, unreadable: [] };
  const taken = new Set<number>();
  const takeNew: TakeRows<ReportedAddition> = async (rows) => {
    const fresh = rows.filter((row) => !taken.has(row.id));
    for (const row of fresh) taken.add(row.id);
    all.rows += fresh.length;
    if (fresh.length > 0) await take(fresh);
  };
  const parts = idParts(productIds, ID_BUDGET);
  for (let part = 0; part < Math.max(1, parts.length); part += 1) {
    const products = parts[part] ?? [];
    // The serial number is asked for once, with the first part of the products.
    const serial = part === 0 ? serialPrefix : '';
    if (products.length === 0 && serial === '') break;
    const read = await readReport(client, REPORT, (nameOf) => conditionOf(nameOf, products, serial), takeNew);
    if (!read.ok) return read;
    all.unreadable.push(...read.value.unreadable);
  }
  return ok(all);
}

function conditionOf(nameOf: NameOf, products: readonly number[], serialPrefix: string): Condition {
  const conditions: Condition[] = [];
  if (products.length > 0) conditions.push(isIn(nameOf('Product_RecId'), products));
  if (serialPrefix !== '') conditions.push(beginsWith(nameOf('Serial_Number'), serialPrefix));
  return or(...conditions);
}
