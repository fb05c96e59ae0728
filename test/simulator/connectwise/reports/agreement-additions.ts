import { amountsOf, productOf } from '../resources/additions.ts';
import { agreementStatusOf } from '../resources/agreements.ts';
import { dayInSite } from '../system-info.ts';
import { type Row, valueAt } from '../table.ts';
import { defineReport, type ReportContext } from './report.ts';
import { CHANGED, CHANGED_UTC } from './stamps.ts';

/** Additions of all agreements. */
export const agreementAdditions = defineReport<Row>({
  name: 'AgreementAdditions',
  identity: 'Addition_RecId',
  rows: ({ state }) => state.tables.additions.all(),
  companyId: (row, context) => Number(valueAt(agreementOf(row, context), 'company/id')),
  values: {
    Addition_RecId: (row) => row.id,
    AGR_RecID: (row) => row.agreementId,
    AGR_Name: (row, context) => agreementOf(row, context)?.name,
    Addition_Status: statusOf,
    // Text in REST, a flag here: everything but "do not bill" is on the invoice (INFERRED).
    Bill_Customer: (row) => row.billCustomer !== 'DoNotBill',
    Effective_Date: (row) => row.effectiveDate,
    Cancelled_Date: (row) => row.cancelledDate,
    Product_RecId: (row) => valueAt(row, 'product/id'),
    Product_Description: (row, { state }) => productOf(row, state)?.description,
    Serial_Number: (row) => row.serialNumber,
    Sequence_Number: (row) => row.sequenceNumber ?? 0,
    Total_Quantity: (row) => row.quantity,
    Less_Included: (row) => row.lessIncluded,
    QuantityToBill: (row) => amountsOf(row).billedQuantity,
    Unit_Price: (row) => row.unitPrice,
    Unit_Cost: (row) => row.unitCost,
    Ext_Price: (row) => amountsOf(row).extPrice,
    Ext_Cost: (row) => amountsOf(row).extCost,
    Margin: (row) => amountsOf(row).margin,
    Taxable: (row) => row.taxableFlag === true,
    Purchase_Item_Flag: (row) => row.purchaseItemFlag === true,
    ...CHANGED,
    ...CHANGED_UTC,
  },
});

function agreementOf(row: Row, { state }: ReportContext): Row | undefined {
  return state.tables.agreements.get(Number(row.agreementId));
}

/**
 * Words of the agreement's status, which is also the line's as long as its own dates say nothing else: INFERRED. The cancelled
 * date is the last billed day (docs/reference/connectwise-rest.md#billing-dates).
 */
function statusOf(row: Row, context: ReportContext): string {
  const agreement = agreementOf(row, context);
  const status = agreement ? agreementStatusOf(agreement, context.clock) : 'Inactive';
  if (status !== 'Active') return status;
  const today = dayInSite(context.clock.now());
  if (row.cancelledDate && String(row.cancelledDate).slice(0, 10) < today) return 'Cancelled';
  return row.effectiveDate && String(row.effectiveDate).slice(0, 10) > today ? 'Inactive' : status;
}
