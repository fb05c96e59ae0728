import { beforeEach, describe, expect, it } from 'vitest';
import { chosenColumns, selectReportRows } from '../../../simulator/connectwise/reports/select.ts';
import { removeRight, restoreRight, setRight } from '../../../simulator/connectwise/rights.ts';
import { createRig, type Rig } from './harness.ts';
import { columnOf, readReport } from './report-reader.ts';

let rig: Rig;
beforeEach(() => {
  rig = createRig();
});

const get = (path: string) => rig.call('GET', `/system/reports${path}`);
const additions = (parameters: Record<string, string>) =>
  columnOf(rig, 'AgreementAdditions', 'Addition_RecId', parameters);

describe('paths', () => {
  it('list the reports by name', async () => {
    expect((await get('')).body).toEqual(
      [
        'AgreementAdditions',
        'AgreementInvoice',
        'AgreementList',
        'CompanyMgmt',
        'InvoiceAgreementAdditions',
        'Managed_Device_XRef',
        'MemberSecurityRoles',
      ].map((name) => ({ name })),
    );
  });

  it('describe the columns of a report, the same as with its rows', async () => {
    const { body } = await get('/CompanyMgmt/columns');
    expect(body).toHaveLength(15);
    expect(body).toContainEqual({ Group_ID: { type: 'Text', isNullable: true, identityColumn: false } });
    expect(body).toContainEqual({ Company_Mgmt_RecID: { type: 'Numeric', isNullable: false, identityColumn: true } });
    expect(body).toContainEqual({ Last_Update_UTC: { type: 'DateTime', isNullable: false, identityColumn: false } });
    expect((await get('/CompanyMgmt?pageSize=1')).body.column_definitions).toEqual(body);
  });

  it('count all rows, or those that meet conditions', async () => {
    expect((await get('/AgreementAdditions/count')).body).toEqual({ count: 18 });
    expect((await get('/AgreementAdditions/count?conditions=AGR_RecID%3D203')).body).toEqual({ count: 10 });
  });

  it.each(['/Nowhere', '/Nowhere/columns', '/Nowhere/count'])('know no report %s', async (path) => {
    expect(await get(path)).toMatchObject({
      status: 404,
      body: { code: 'NotFound', message: 'Report Nowhere not found', errors: null },
    });
  });

  it('are only read', async () => {
    expect((await rig.call('POST', '/system/reports/CompanyMgmt', {})).status).toBe(405);
  });
});

describe('the right', () => {
  it('is given at the start, and needed at level All for every path', async () => {
    const right = { function: 'API Reports', action: 'inquire' } as const;
    for (const change of [() => removeRight(rig.state, right), () => setRight(rig.state, right, 'My')]) {
      change();
      for (const path of ['', '/CompanyMgmt', '/CompanyMgmt/columns', '/CompanyMgmt/count', '/Nowhere']) {
        expect(await get(path)).toMatchObject({ status: 403, body: { code: 'Security', errors: null } });
      }
    }
    restoreRight(rig.state, right);
    expect((await get('/CompanyMgmt')).status).toBe(200);
  });

  it('has nothing to do with the rights on the records', async () => {
    removeRight(rig.state, { function: 'Agreements', action: 'inquire' });
    expect((await get('/AgreementAdditions')).status).toBe(200);
  });
});

describe('columns', () => {
  it('come in the order of the report, whatever order is asked for', async () => {
    const { body } = await get('/CompanyMgmt?columns=Group_ID,%20Company_RecID&pageSize=1');
    expect(body).toEqual({
      column_definitions: [
        { Company_RecID: { type: 'Numeric', isNullable: false, identityColumn: false } },
        { Group_ID: { type: 'Text', isNullable: true, identityColumn: false } },
      ],
      row_values: [[101, 'EFS-342']],
    });
  });

  it.each([
    'columns=Group_ID,Managed_ID',
    'columns=group_id',
    'conditions=Managed_ID%3D%22x%22',
    'conditions=company%2Fid%3D5',
    'orderBy=Managed_ID',
    'orderBy=Group_ID%20upwards',
    'conditions=Group_ID%3D5',
    'conditions=Company_RecID%3D%22101%22',
    'pageSize=0',
  ])('are refused in %s', async (query) => {
    expect(await get(`/CompanyMgmt?${query}`)).toMatchObject({ status: 400, body: { code: 'InvalidObject' } });
  });
});

describe('conditions', () => {
  it.each([
    ['Addition_RecId > 16', [17, 18]],
    ['Addition_RecId < 3', [1, 2]],
    ['Addition_RecId in (3, 99, 1)', [1, 3]],
    ['AGR_RecID = 202', [7, 8]],
    ['AGR_RecID != 203 and Product_RecId = 1', [1, 7]],
    ["Serial_Number like 'efs-3%'", [1, 2, 3, 4, 5, 6, 7, 8]],
    ['Serial_Number = "EFS-355"', [7, 8]],
    ['(Product_RecId = 3 or Product_RecId = 9) and AGR_RecID = 203', [10, 16]],
    ['Bill_Customer = false', []],
    ['Cancelled_Date != null', []],
    ['Cancelled_Date = null and QuantityToBill > 600 and Bill_Customer = True', [5, 10, 13]],
    ['Effective_Date < [2024-01-01T00:00:00Z]', []],
    ['Effective_Date = [2024-01-01T00:00:00Z] and Addition_RecId = 4', [4]],
  ])('%s', async (conditions, expected) => {
    expect(await additions({ conditions })).toEqual(expected);
  });
});

describe('pages', () => {
  it('have 25 rows unless asked otherwise, and no Link header', async () => {
    const { body, headers } = await get('/MemberSecurityRoles');
    expect(body.row_values).toHaveLength(14);
    expect((await get('/AgreementAdditions?pageSize=7&page=3')).body.row_values).toHaveLength(4);
    expect(headers.get('link')).toBeNull();
    for (let count = 0; count < 10; count += 1) {
      const draft = { product: { id: 2 }, billCustomer: 'Billable', serialNumber: 'x' };
      await rig.call('POST', '/finance/agreements/204/additions', draft);
    }
    expect((await get('/AgreementAdditions')).body.row_values).toHaveLength(25);
    expect((await get('/AgreementAdditions?page=2')).body.row_values).toHaveLength(3);
    expect((await get('/AgreementAdditions?page=3')).body.row_values).toEqual([]);
  });

  it('are not forward-only', async () => {
    const path = '/system/reports/AgreementAdditions?columns=Addition_RecId&pageSize=2&page=2&pageId=9';
    const { body } = await rig.call('GET', path, undefined, { 'pagination-type': 'forward-only' });
    expect(body.row_values).toEqual([[3], [4]]);
  });

  it('follow orderBy before they are cut', async () => {
    const query = { orderBy: 'AGR_RecID desc, Addition_RecId desc', pageSize: '3' };
    expect(await additions({ ...query, page: '1' })).toEqual([18, 17, 16]);
    expect(await additions({ ...query, page: '4' })).toEqual([9, 8, 7]);
    expect(await additions({ orderBy: 'Addition_RecId desc', pageSize: '2' })).toEqual([18, 17]);
    expect(await additions({ orderBy: 'Total_Quantity desc', pageSize: '2' })).toEqual([13, 5]);
  });

  it('follow an identity row after row', async () => {
    const seen: unknown[] = [];
    for (;;) {
      const conditions = `Addition_RecId > ${seen.at(-1) ?? 0}`;
      const rows = await additions({ conditions, orderBy: 'Addition_RecId', pageSize: '5' });
      if (rows.length === 0) break;
      seen.push(...rows);
    }
    expect(seen).toEqual(Array.from({ length: 18 }, (_, index) => index + 1));
  });

  it('never hold more than 1,000 rows', async () => {
    for (let count = 0; count < 1100; count += 1) {
      rig.state.tables.managementSummaryReports.insert({ company: { id: 105 } }, { identifier: 'x' });
    }
    expect(await readReport(rig, 'CompanyMgmt', { pageSize: '5000' })).toHaveLength(1000);
  });
});

describe('the selection', () => {
  const COLUMN = { type: 'Numeric', isNullable: false } as const;
  const columns = new Map([
    ['Id', { ...COLUMN, original: 'Id', isIdentity: true }],
    ['Other', { ...COLUMN, original: 'Other', isIdentity: false }],
  ]);
  const query = { columns, conditions: undefined, orderBy: undefined, ignoreOrderBy: false, hidden: new Set<number>() };

  /** 1,000 rows; counts the values that are read of them. */
  function counted() {
    const view = {
      reads: 0,
      rows: Array.from({ length: 1000 }, (_, id) => id),
      read: (row: unknown) => {
        view.reads += 1;
        return row;
      },
      companyId: () => undefined,
    };
    return view;
  }

  it('looks only at the rows of a page where they are in order', () => {
    const view = counted();
    const rows = selectReportRows(view, { ...query, conditions: 'Id >= 10', orderBy: 'Id', most: 5 });
    expect(rows).toEqual([10, 11, 12, 13, 14]);
    expect(view.reads).toBe(15);
  });

  it('looks at all of them where another column decides', () => {
    const view = counted();
    const rows = selectReportRows(view, { ...query, orderBy: 'Other desc', most: 5 });
    expect(rows.slice(0, 2)).toEqual([999, 998]);
  });

  it('takes all columns where none are named', () => {
    expect(chosenColumns(columns, ' ').map(([name]) => name)).toEqual(['Id', 'Other']);
  });
});
