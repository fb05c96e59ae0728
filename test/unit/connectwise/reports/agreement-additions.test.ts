import { describe, expect, it } from 'vitest';
import type { AdditionFilter, ReportedAddition } from '../../../../lib/domain/report-rows.ts';
import { type Cells, collected, connectedTo, type ReportServer } from './report-server.ts';

const NAME = 'AgreementAdditions';
const PATH = '/system/reports/AgreementAdditions';
const NEEDED = [
  'Addition_RecId',
  'AGR_RecID',
  'Product_RecId',
  'Total_Quantity',
  'Less_Included',
  'Unit_Price',
  'Unit_Cost',
  'Effective_Date',
  'Cancelled_Date',
  'Serial_Number',
];
const OPTIONAL = ['Product_Description', 'Bill_Customer', 'Last_Update_UTC', 'Updated_By'];
const COLUMNS = [...NEEDED, ...OPTIONAL, 'Margin'];
const OURS: AdditionFilter = { productIds: [70, 71], serialPrefix: 'EFS-' };

const addition = (id: number, more: Cells = {}): Cells => ({
  Addition_RecId: id,
  AGR_RecID: 40,
  Product_RecId: 70,
  Product_Description: 'x360Recover server',
  Total_Quantity: 12.5,
  Less_Included: 2,
  Unit_Price: 9.99,
  Unit_Cost: 4.5,
  Bill_Customer: true,
  Effective_Date: '2026-01-01T00:00:00',
  Cancelled_Date: null,
  Serial_Number: 'EFS-342',
  Last_Update_UTC: '2026-11-14T07:30:00',
  Updated_By: 'jdoe',
  ...more,
});

async function read(rows: Cells[], filter = OURS, server: Partial<ReportServer> = {}) {
  const reports = { [NAME]: { columns: COLUMNS, rows, key: 'Addition_RecId' } };
  const on = connectedTo({ reports, ...server });
  const got = collected<ReportedAddition>();
  const result = await on.connectWise.reportedAdditions(filter, got.take);
  const conditions = () => on.queries().map((query) => query.get('conditions'));
  return { ...on, got, result, conditions };
}

describe('the rows', () => {
  it('are additions, by our names', async () => {
    const { got } = await read([addition(7)]);
    expect(got.rows()).toEqual([
      {
        id: 7,
        agreementId: 40,
        productId: 70,
        description: 'x360Recover server',
        quantity: 12.5,
        lessIncluded: 2,
        unitPrice: 9.99,
        unitCost: 4.5,
        billCustomer: 'Billable',
        effectiveDate: '2026-01-01T00:00:00.000Z',
        serialNumber: 'EFS-342',
        _info: { lastUpdated: '2026-11-14T07:30:00.000Z', updatedBy: 'jdoe' },
      },
    ]);
  });

  it.each([
    [true, 'Billable'],
    [1, 'Billable'],
    ['True', 'Billable'],
    [false, undefined],
    [0, undefined],
    ['False', undefined],
    [null, undefined],
  ])('of which Bill_Customer is %j', async (cell, billCustomer) => {
    const { got } = await read([addition(1, { Bill_Customer: cell })]);
    expect(got.rows().map((row) => row.billCustomer)).toEqual([billCustomer]);
  });

  it.each([
    ['numbers as text', { Total_Quantity: '12.5000', Unit_Price: '-3' }, { quantity: 12.5, unitPrice: -3 }],
    ['blank numbers', { Total_Quantity: null, Less_Included: null }, { quantity: 0, lessIncluded: 0 }],
    ['no product', { Product_RecId: null }, { productId: null }],
    ['a last day', { Cancelled_Date: '2026-11-30' }, { cancelledDate: '2026-11-30T00:00:00.000Z' }],
  ])('may hold %s', async (_, cells, expected) => {
    const { got } = await read([addition(1, cells)]);
    expect(got.rows()).toMatchObject([expected]);
  });

  it.each([
    ['Bill_Customer', 'yes'],
    ['Bill_Customer', 2],
    ['Total_Quantity', '12,5'],
    ['Total_Quantity', ''],
    ['Total_Quantity', true],
    ['Unit_Price', '0x10'],
    ['Unit_Price', '1'.repeat(20)],
    ['Cancelled_Date', '31/11/2026'],
    ['Cancelled_Date', '2026-02-31'],
    ['Cancelled_Date', 20_261_130],
    ['Serial_Number', 'x'.repeat(64 * 1024 + 1)],
  ])('are unreadable one by one: %s = %j', async (field, cell) => {
    const { result, got } = await read([addition(1), addition(2, { [field]: cell })]);
    expect(result).toEqual({
      ok: true,
      value: {
        rows: 1,
        unreadable: [{ path: `${PATH}[1]`, id: 2, field, value: JSON.stringify(cell).slice(0, 100) }],
      },
    });
    expect(got.rows().map(({ id }) => id)).toEqual([1]);
  });

  it('are read without columns that are not needed', async () => {
    const reports = { [NAME]: { columns: NEEDED, rows: [addition(1)], key: 'Addition_RecId' } };
    const { got } = await read([], OURS, { reports });
    expect(got.rows()).toMatchObject([{ id: 1, description: '', _info: {} }]);
    expect(got.rows()[0]).not.toHaveProperty('billCustomer');
  });

  it.each(NEEDED)('are a failure without %s', async (missing) => {
    const columns = COLUMNS.filter((column) => column !== missing);
    const reports = { [NAME]: { columns, rows: [addition(1)], key: 'Addition_RecId' } };
    const { result } = await read([], OURS, { reports });
    expect(result).toMatchObject({ ok: false, failure: { code: 'not-found', field: missing, value: NAME } });
  });
});

describe('the condition', () => {
  const EITHER = 'Product_RecId in (70,71) or Serial_Number like "EFS-%"';

  it('asks for the products or the beginning of a serial number, in parentheses before the id', async () => {
    const { conditions } = await read(Array.from({ length: 1_200 }, (_, index) => addition(index + 1)));
    expect(conditions()).toEqual([EITHER, `(${EITHER}) and Addition_RecId>1000`]);
  });

  it.each([
    ['products only', { productIds: [70], serialPrefix: '' }, 'Product_RecId in (70)'],
    ['a serial number only', { productIds: [], serialPrefix: 'EFS-' }, 'Serial_Number like "EFS-%"'],
    ['wildcards', { productIds: [], serialPrefix: 'E_F%S[*' }, 'Serial_Number like "E[_]F[%]S[[][*]%"'],
    ['quotes', { productIds: [], serialPrefix: `a"b'` }, `Serial_Number like "a""b'%"`],
    ['a condition of its own', { productIds: [], serialPrefix: '" or 1=1' }, `Serial_Number like '" or 1=1%'`],
  ])('holds %s', async (_, filter, condition) => {
    const { conditions } = await read([], filter);
    expect(conditions()).toEqual([condition]);
  });

  it('asks for nothing without products and serial number', async () => {
    const { result, sent } = await read([addition(1)], { productIds: [], serialPrefix: '' });
    expect(result).toEqual({ ok: true, value: { rows: 0, unreadable: [] } });
    expect(sent).toEqual([]);
  });

  it('is divided where the products do not fit one address, and no row is given twice', async () => {
    const productIds = Array.from({ length: 300 }, (_, index) => 1_000_000 + index);
    // The server answers both rows to each part.
    const { result, got, conditions, sent } = await read([addition(1), addition(2)], {
      productIds,
      serialPrefix: 'EFS-',
    });
    expect(result).toMatchObject({ ok: true, value: { rows: 2 } });
    expect(got.rows().map(({ id }) => id)).toEqual([1, 2]);
    const firsts = conditions().filter((one) => !one?.includes('Addition_RecId>'));
    expect(firsts.length).toBeGreaterThan(1);
    expect(firsts.filter((one) => one?.includes('Serial_Number'))).toEqual([firsts[0]]);
    expect(firsts.flatMap((one) => one?.match(/\d{7}/g) ?? []).map(Number)).toEqual(productIds);
    expect(Math.max(...sent.map(({ url }) => url.length))).toBeLessThan(1_900);
  });
});
