import { productOf } from '../resources/additions.ts';
import { type Row, valueAt } from '../table.ts';
import { defineReport, type ReportContext } from './report.ts';
import { CHANGED } from './stamps.ts';

/** Cross-references of all managed devices integrations; that `Mgmt_It_Setup_RecID` is the integration's id is INFERRED. */
export const managedDeviceXRef = defineReport<Row>({
  name: 'Managed_Device_XRef',
  identity: 'Mgmt_It_Levels_RecID',
  rows: ({ state }) => state.tables.crossReferences.all(),
  companyId: () => undefined,
  values: {
    Mgmt_It_Levels_RecID: (row) => row.id,
    Mgmt_It_Setup_RecID: (row) => valueAt(row, 'managedDevicesIntegration/id'),
    Mgmt_Solution_Name: (row, context) => integrationOf(row, context)?.solution,
    Type: (row) => row.vendorType,
    Level: (row) => row.vendorLevel,
    AGR_Type_RecID: (row) => valueAt(row, 'agreementType/id'),
    AgreementType: (row, { state }) => state.tables.agreementTypes.get(Number(valueAt(row, 'agreementType/id')))?.name,
    CS_Survey_RecID: (row) => valueAt(row, 'configurationType/id'),
    Configuration_Type: (row, { state }) =>
      state.tables.configurationTypes.get(Number(valueAt(row, 'configurationType/id')))?.name,
    IV_Item_RecID: (row) => valueAt(row, 'product/id'),
    // By its description, as the web client lists them (docs/reference/setup-guides.md#figure-7).
    ProductName: (row, { state }) => productOf(row, state)?.description,
    Inactive_Flag: (row) => row.inactiveFlag === true,
    ...CHANGED,
  },
});

function integrationOf(row: Row, { state }: ReportContext): Row | undefined {
  return state.tables.managedDevicesIntegrations.get(Number(valueAt(row, 'managedDevicesIntegration/id')));
}
