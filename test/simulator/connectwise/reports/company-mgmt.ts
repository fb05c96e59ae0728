import { DEVICE_TYPES } from '../device-types.ts';
import { type Row, valueAt } from '../table.ts';
import { defineReport, type ReportContext } from './report.ts';
import { CHANGED, CHANGED_UTC } from './stamps.ts';

/** Managed-ID entries of all companies. */
export const companyMgmt = defineReport<Row>({
  name: 'CompanyMgmt',
  identity: 'Company_Mgmt_RecID',
  rows: ({ state }) => state.tables.managementSummaryReports.all(),
  companyId: companyIdOf,
  values: {
    Company_Mgmt_RecID: (row) => row.id,
    Company_RecID: companyIdOf,
    Company_ID: (row, context) => companyOf(row, context)?.identifier,
    Company_Name: (row, context) => companyOf(row, context)?.name,
    Group_ID: (row) => row.groupIdentifier,
    // The words of the web client: INFERRED.
    Device_Type: (row) => DEVICE_TYPES[String(row.deviceType)],
    AGR_Header_RecID: (row) => valueAt(row, 'agreement/id'),
    AGR_Name: (row, { state }) => state.tables.agreements.get(Number(valueAt(row, 'agreement/id')))?.name,
    Mgmt_It_Setup_RecID: (row) => valueAt(row, 'managementSolution/id'),
    Mgmt_Setup_Name: (row, { state }) =>
      state.tables.managementItSolutions.get(Number(valueAt(row, 'managementSolution/id')))?.name,
    ...CHANGED,
    ...CHANGED_UTC,
  },
});

function companyIdOf(row: Row): number {
  return Number(valueAt(row, 'company/id'));
}

function companyOf(row: Row, { state }: ReportContext): Row | undefined {
  return state.tables.companies.get(companyIdOf(row));
}
