import { invoiceNumber } from '../billing.ts';
import type { Row } from '../table.ts';
import { defineReport, type ReportContext } from './report.ts';
import { CHANGED, CHANGED_UTC } from './stamps.ts';

const dateOf = (row: Row) => row.date;

/** Invoices of agreements. */
export const agreementInvoice = defineReport<Row>({
  name: 'AgreementInvoice',
  identity: 'Billing_Log_RecID',
  rows: ({ state }) => state.tables.invoices.all(),
  companyId: (row) => Number(row.companyId),
  values: {
    Billing_Log_RecID: (row) => row.id,
    Invoice_Number: invoiceNumber,
    AGR_Header_RecID: (row) => row.agreementId,
    AGR_Name: (row) => row.agreementName,
    Company_RecID: (row) => row.companyId,
    Date_Invoice: dateOf,
    Date_Created: dateOf,
    Run_Date: dateOf,
    Run_Year: (row) => Number(String(row.date).slice(0, 4)),
    Run_Month: (row) => Number(String(row.date).slice(5, 7)),
    Created_By: (row) => row._info?.enteredBy,
    ...CHANGED,
  },
});

/** What the additions of agreements billed on each invoice. No column is an identity: an invoice has several lines. */
export const invoiceAgreementAdditions = defineReport<Row>({
  name: 'InvoiceAgreementAdditions',
  rows: ({ state }) => state.tables.invoiceLines.all(),
  companyId: (row, context) => Number(invoiceOf(row, context)?.companyId),
  values: {
    Billing_Log_RecID: (row) => row.invoiceId,
    Invoice_Number: (row, context) => numberOf(invoiceOf(row, context)),
    AGR_Header_RecID: (row, context) => invoiceOf(row, context)?.agreementId,
    AGR_Name: (row, context) => invoiceOf(row, context)?.agreementName,
    AGR_Amount: (row, context) => invoiceOf(row, context)?.amount,
    Currency_RecID: (row) => row.currencyId,
    Currency_Symbol: (row) => row.currencySymbol,
    DisplaySymbol_Flag: () => true,
    IV_Item_RecID: (row) => row.productId,
    Item_ID: (row) => row.productIdentifier,
    Line_Desc: (row) => row.description,
    Quantity: (row) => row.quantity,
    Unit_Price: (row) => row.unitPrice,
    Extended_Price: (row) => row.extendedPrice,
    Serial_Number: (row) => row.serialNumber,
    Sequence_Number: (row) => row.sequenceNumber,
    Taxable_Flag: (row) => row.taxable,
    // Which words and numbers a server has for these two is not known.
    Type: () => 'Addition',
    IsParent: () => 0,
    ...CHANGED_UTC,
  },
});

function numberOf(invoice: Row | undefined): string | undefined {
  return invoice && invoiceNumber(invoice);
}

function invoiceOf(row: Row, { state }: ReportContext): Row | undefined {
  return state.tables.invoices.get(Number(row.invoiceId));
}
