import { beforeEach, describe, expect, it } from 'vitest';
import { REPORTS } from '../../../simulator/connectwise/reports/index.ts';
import { defineReport } from '../../../simulator/connectwise/reports/report.ts';
import { setRight } from '../../../simulator/connectwise/rights.ts';
import { SEED } from '../../../simulator/connectwise/seed.ts';
import { createRig, type Rig } from './harness.ts';
import { columnOf, readReport } from './report-reader.ts';

let rig: Rig;
beforeEach(() => {
  rig = createRig();
});

const replace = (path: string, value: unknown) => [{ op: 'replace', path, value }];
const EDDIE = `/finance/agreements/${SEED.agreements.eddiesTvRepair}`;

describe('CompanyMgmt', () => {
  it('lists the entries of all companies', async () => {
    const rows = await readReport(rig, 'CompanyMgmt');
    expect(rows.map(({ Company_RecID, Group_ID, Device_Type }) => [Company_RecID, Group_ID, Device_Type])).toEqual([
      [101, 'EFS-342', 'Workstations and Servers'],
      [101, 'EFS-342', 'Backup Stats'],
      [102, 'EFS-355', 'Workstations and Servers'],
      [102, 'EFS-355', 'Backup Stats'],
      [103, 'EFS-19652', 'Workstations and Servers'],
      [103, 'EFS-19652', 'Backup Stats'],
    ]);
    expect(rows[2]).toMatchObject({
      Company_Mgmt_RecID: 3,
      Company_ID: 'JoeTV',
      Company_Name: 'Joe TV Repair',
      AGR_Header_RecID: null,
      AGR_Name: null,
      Group_Guid: null,
      Mgmt_It_Setup_RecID: 1,
      Mgmt_Setup_Name: 'eFolder',
      Updated_By: 'Admin1',
    });
  });

  it('follows what is written by REST, with the agreement of the entry and its type', async () => {
    const path = '/company/companies/102/managementSummaryReports/3';
    await rig.call('PATCH', path, [...replace('agreement', { id: 202 }), ...replace('deviceType', 'Servers')]);
    await rig.call('DELETE', '/company/companies/102/managementSummaryReports/4');
    const rows = await readReport(rig, 'CompanyMgmt', { conditions: 'Company_RecID = 102' });
    expect(rows).toMatchObject([
      {
        Company_Mgmt_RecID: 3,
        AGR_Header_RecID: 202,
        AGR_Name: 'Managed Services for Joe TV Repair',
        Device_Type: 'Servers',
        Updated_By: 'BackupBridge',
      },
    ]);
  });
});

describe('times', () => {
  // 12:00 in UTC is 8:00 in New York in July, and 7:00 in January.
  it.each([
    [Date.UTC(2031, 6, 1, 12), '2031-07-01T12:00:00', '2031-07-01T08:00:00'],
    [Date.UTC(2031, 0, 1, 2, 30, 5), '2031-01-01T02:30:05', '2030-12-31T21:30:05'],
    [Date.UTC(2031, 0, 1, 5), '2031-01-01T05:00:00', '2031-01-01T00:00:00'],
  ])('are those of REST, in UTC and in the zone of the server', async (moment, utc, local) => {
    const path = `${EDDIE}/additions/2`;
    await rig.clock.at(moment, () => rig.call('PATCH', path, replace('quantity', 5)));
    const [row] = await readReport(rig, 'AgreementAdditions', { conditions: 'Addition_RecId = 2' });
    expect(row).toMatchObject({
      Last_Update_UTC: utc,
      Last_Update: local,
      Time_Zone: 'Eastern Standard Time',
      Updated_By: 'BackupBridge',
    });
    expect((await rig.call('GET', path)).body._info).toMatchObject({ lastUpdated: `${utc}Z` });
  });

  it('are compared to the second', async () => {
    const moment = Date.UTC(2031, 6, 1, 12);
    await rig.clock.at(moment, () => rig.call('PATCH', `${EDDIE}/additions/2`, replace('quantity', 5)));
    const changed = (conditions: string) => columnOf(rig, 'AgreementAdditions', 'Addition_RecId', { conditions });
    expect(await changed('Last_Update_UTC >= [2031-07-01T12:00:00Z]')).toEqual([2]);
    expect(await changed('Last_Update_UTC > [2031-07-01T12:00:00Z]')).toEqual([]);
    expect(await changed('Last_Update = [2031-07-01T08:00:00]')).toEqual([2]);
  });
});

describe('AgreementAdditions', () => {
  it('bills as REST does', async () => {
    const [row] = await readReport(rig, 'AgreementAdditions', { conditions: 'Addition_RecId = 2' });
    // 640.50 GB less 150 are 490.50 at 0.50.
    expect(row).toMatchObject({
      AGR_RecID: 201,
      AGR_Name: "Managed Services for Eddie's TV Repair",
      Product_RecId: 3,
      Product_Description: 'EFS ShadowProtect BDR Storage',
      Serial_Number: 'EFS-342',
      Total_Quantity: 640.5,
      Less_Included: 150,
      QuantityToBill: 490.5,
      Unit_Price: 0.5,
      Ext_Price: 245.25,
      Unit_Cost: 0,
      Ext_Cost: 0,
      Margin: 245.25,
      Bill_Customer: true,
      Taxable: false,
      Addition_Status: 'Active',
      Effective_Date: '2024-01-01T00:00:00',
      Cancelled_Date: null,
    });
  });

  it('shows what is not billed, and the status by the dates of the line and its agreement', async () => {
    await rig.call('PATCH', `${EDDIE}/additions/1`, replace('billCustomer', 'DoNotBill'));
    await rig.call('PATCH', `${EDDIE}/additions/2`, replace('billCustomer', 'NoCharge'));
    await rig.call('PATCH', `${EDDIE}/additions/3`, replace('cancelledDate', '2025-06-30T00:00:00Z'));
    await rig.call('PATCH', `${EDDIE}/additions/4`, replace('effectiveDate', '2999-01-01T00:00:00Z'));
    await rig.call('PATCH', '/finance/agreements/202', replace('cancelledFlag', true));
    const rows = await readReport(rig, 'AgreementAdditions', { conditions: 'Addition_RecId in (1, 2, 3, 4, 7)' });
    expect(rows.map(({ Bill_Customer, Addition_Status }) => [Bill_Customer, Addition_Status])).toEqual([
      [false, 'Active'],
      [true, 'Active'],
      [true, 'Cancelled'],
      [true, 'Inactive'],
      [true, 'Cancelled'],
    ]);
    expect(rows[2]).toMatchObject({ Cancelled_Date: '2025-06-30T00:00:00' });
  });
});

it('AgreementList names parents, ends and companies', async () => {
  const ending = [...replace('endDate', '2025-12-31T00:00:00Z'), ...replace('noEndingDateFlag', false)];
  await rig.call('PATCH', '/finance/agreements/203', [...ending, ...replace('parentAgreement', { id: 201 })]);
  const rows = await readReport(rig, 'AgreementList');
  expect(rows.map((row) => row.AGR_Header_RecID)).toEqual([201, 202, 203, 204]);
  expect(rows[0]).toMatchObject({ Parent_Agreement_RecID: null, DateEnd: null, Agreement_Status: 'Active' });
  expect(rows[2]).toMatchObject({
    AGR_Name: 'Managed Services for Lakeside Dental',
    company_recid: 103,
    Company_Name: 'Lakeside Dental',
    agr_type_recid: 1,
    agr_type_desc: 'Managed Service',
    Agreement_Status: 'Expired',
    DateStart: '2024-01-01T00:00:00',
    DateEnd: '2025-12-31T00:00:00',
    Parent_Agreement_RecID: 201,
    Parent_Agreement_Name: "Managed Services for Eddie's TV Repair",
  });
});

it('Managed_Device_XRef lists the cross-references of all integrations', async () => {
  const rows = await readReport(rig, 'Managed_Device_XRef');
  expect(rows).toHaveLength(12);
  expect(rows[8]).toMatchObject({
    Mgmt_It_Setup_RecID: 1,
    Mgmt_It_Levels_RecID: 9,
    Mgmt_Solution_Name: 'eFolder',
    Type: 'Other Licenses',
    Level: 'ShadowProtect Servers',
    Configuration_Type: 'License',
    AGR_Type_RecID: 1,
    AgreementType: 'Managed Service',
    ProductName: 'EFS ShadowProtect BDR Server Licenses',
    IV_Item_RecID: 9,
    Inactive_Flag: false,
  });
});

it('MemberSecurityRoles shows the levels of each function of a member', async () => {
  setRight(rig.state, { function: 'Agreements', action: 'edit' }, 'None');
  setRight(rig.state, { function: 'Agreements', action: 'add' }, 'My');
  const rows = await readReport(rig, 'MemberSecurityRoles', { conditions: 'Member_ID = "BackupBridge"' });
  expect(rows).toHaveLength(14);
  expect(rows.find(({ Module_Name }) => Module_Name === 'Agreements')).toMatchObject({
    Add_Level: 1,
    Edit_Level: 0,
    Delete_Level: 2,
    Inquire_Level: 2,
  });
});

describe('every report', () => {
  it.each(REPORTS.map(({ name }) => name))('%s keeps to the types and nulls of its columns', async (name) => {
    const { body } = await rig.call('GET', `/system/reports/${name}/columns`);
    const columns = Object.assign({}, ...(body as unknown as object[]));
    const rows = await readReport(rig, name);
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) {
      for (const [column, value] of Object.entries(row)) {
        expect({ column, kind: kindOf(value) }).toEqual({
          column,
          kind: value === null && columns[column].isNullable ? 'null' : columns[column].type,
        });
      }
    }
  });

  it('names only columns that it has', () => {
    const values = { Managed_ID: () => 1 };
    const definition = { name: 'CompanyMgmt', rows: () => [], companyId: () => undefined, values } as const;
    expect(() => defineReport(definition)).toThrow('Report CompanyMgmt has no column Managed_ID.');
  });
});

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (typeof value === 'string') return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/.test(value) ? 'DateTime' : 'Text';
  return typeof value === 'number' ? 'Numeric' : 'Boolean';
}
