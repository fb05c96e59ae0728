import { agreementStatusOf } from '../resources/agreements.ts';
import { type Row, valueAt } from '../table.ts';
import { defineReport, type ReportContext } from './report.ts';
import { CHANGED } from './stamps.ts';

const companyIdOf = (row: Row) => Number(valueAt(row, 'company/id'));
const endOf = (row: Row) => (row.noEndingDateFlag === true ? null : row.endDate);
const startOf = (row: Row) => row.startDate;
const no = () => false;
const zero = () => 0;

/**
 * All agreements. Balances, covered time, expenses and products are not simulated: 0 and false, where the report has no
 * null for them.
 */
export const agreementList = defineReport<Row>({
  name: 'AgreementList',
  identity: 'AGR_Header_RecID',
  rows: ({ state }) => state.tables.agreements.all(),
  companyId: companyIdOf,
  values: {
    AGR_Header_RecID: (row) => row.id,
    AGR_Name: (row) => row.name,
    Agreement_Status: (row, { clock }) => agreementStatusOf(row, clock),
    agr_type_recid: (row) => valueAt(row, 'type/id'),
    agr_type_desc: (row, { state }) => state.tables.agreementTypes.get(Number(valueAt(row, 'type/id')))?.name,
    company_recid: companyIdOf,
    CompanyRecId: companyIdOf,
    Company_Name: (row, { state }) => state.tables.companies.get(companyIdOf(row))?.name,
    Parent_Agreement_RecID: (row) => valueAt(row, 'parentAgreement/id'),
    Parent_Agreement_Name: (row, context) => parentOf(row, context)?.name,
    DateStart: startOf,
    DateEnd: endOf,
    Universal_Formatted_Date_Start: startOf,
    Universal_Formatted_Date_End: endOf,
    Agreement_Start_Date: startOf,
    Bill_Start_Date: (row) => row.billStartDate,
    Billing_Amount: (row) => row.billAmount,
    Billing_CycleOption_RecID: (row) => valueAt(row, 'billingCycle/id'),
    Billing_Cycle_Desc: (row) => valueAt(row, 'billingCycle/name'),
    Location: (row) => valueAt(row, 'location/id'),
    BalAvailable: zero,
    BalRemaining: zero,
    PM_Type_RecID: zero,
    EX_Billable_Flag: no,
    EX_Invoice_Flag: no,
    IV_Billable_Flag: no,
    IV_Invoice_Flag: no,
    TE_Billable_Flag: no,
    TE_Invoice_Flag: no,
    UnlimitedFlag: (row) => row.applicationUnlimitedFlag === true,
    ...CHANGED,
  },
});

function parentOf(row: Row, { state }: ReportContext): Row | undefined {
  return state.tables.agreements.get(Number(valueAt(row, 'parentAgreement/id')));
}
