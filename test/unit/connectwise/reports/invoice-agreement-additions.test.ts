import { describe, expect, it } from 'vitest';
import { type Cells, connectedTo, NOT_FOUND, type ReportServer } from './report-server.ts';

const NAME = 'InvoiceAgreementAdditions';
const PATH = '/system/reports/InvoiceAgreementAdditions';
const DATES = '/system/reports/AgreementInvoice';
const KEY = 'Billing_Log_RecID';
const NEEDED = [
  KEY,
  'AGR_Header_RecID',
  'Invoice_Number',
  'Serial_Number',
  'Quantity',
  'Unit_Price',
  'Extended_Price',
  'Last_Update_UTC',
];
const COLUMNS = [...NEEDED, 'IV_Item_RecID', 'Line_Desc', 'Sequence_Number', 'Type'];
const SINCE = '2026-11-01T00:00:00.000Z';

const line = (invoice: number, sequence = 1, more: Cells = {}): Cells => ({
  [KEY]: invoice,
  AGR_Header_RecID: 40,
  Invoice_Number: `INV-${invoice}`,
  IV_Item_RecID: 70,
  Line_Desc: 'x360Recover server',
  Serial_Number: `EFS-${sequence}`,
  Quantity: 10.5,
  Unit_Price: 9.99,
  Extended_Price: 104.9,
  Last_Update_UTC: '2026-11-02T10:00:00',
  Sequence_Number: sequence,
  ...more,
});
const lines = (invoice: number, count: number) => Array.from({ length: count }, (_, index) => line(invoice, index + 1));
const invoice = (id: number, date: unknown = '2026-11-01T00:00:00'): Cells => ({ [KEY]: id, Date_Invoice: date });

async function read(rows: Cells[], invoices: Cells[] = [], server: Partial<ReportServer> = {}, agreements = [40]) {
  const reports = {
    [NAME]: { columns: COLUMNS, rows, key: KEY },
    AgreementInvoice: { columns: [KEY, 'Date_Invoice', 'Run_Month'], rows: invoices, key: KEY },
  };
  const on = connectedTo({ reports, ...server });
  const result = await on.connectWise.invoicedAdditions(agreements, SINCE);
  const found = () => (result.ok ? result.value.rows.map((row) => `${row.invoiceNumber} ${row.serialNumber}`) : []);
  return { ...on, result, found };
}
const named = (rows: Cells[]) => rows.map((row) => `${row.Invoice_Number} ${row.Serial_Number}`);

describe('the lines of invoices', () => {
  it('are those of the agreements since a moment, with the date of their invoice', async () => {
    const { result, queries } = await read([line(5)], [invoice(5)]);
    expect(result).toEqual({
      ok: true,
      value: {
        rows: [
          {
            invoiceNumber: 'INV-5',
            invoiceDate: '2026-11-01T00:00:00.000Z',
            agreementId: 40,
            productId: 70,
            description: 'x360Recover server',
            serialNumber: 'EFS-1',
            quantity: 10.5,
            unitPrice: 9.99,
            extendedPrice: 104.9,
          },
        ],
        unreadable: [],
      },
    });
    expect(queries().map((query) => query.get('conditions'))).toContain(
      'AGR_Header_RecID in (40) and Last_Update_UTC>=[2026-11-01T00:00:00Z]',
    );
    expect(queries().map((query) => query.get('conditions'))).toContain('Billing_Log_RecID in (5)');
  });

  it('need no request without agreements, and none for dates without lines', async () => {
    const none = await read([line(5)], [], {}, []);
    expect(none.result).toEqual({ ok: true, value: { rows: [], unreadable: [] } });
    expect(none.sent).toEqual([]);
    const empty = await read([]);
    expect(empty.asked()).toEqual([`${PATH}/columns`, PATH]);
  });

  it('are read whole where an invoice goes over the end of a page', async () => {
    const rows = [...lines(1, 400), ...lines(2, 700), ...lines(3, 500)];
    const { found, queries } = await read(rows);
    expect(found()).toEqual(named(rows));
    expect(queries().map((query) => query.get('conditions')?.replace(/.* and /, ''))).toContain(`${KEY}>1`);
  });

  it.each([25, 100])('are read whole where an invoice has more lines than a page of %i', async (cap) => {
    const rows = [line(1), ...lines(2, 230), line(3)];
    const { found } = await read(rows, [], { cap });
    expect(found()).toEqual(named(rows));
  });

  it('are ordered within such an invoice by their number, on numbered pages', async () => {
    const { queries } = await read(lines(2, 60), [], { cap: 25 });
    const ofInvoice = queries().filter((query) => query.get('conditions')?.includes(`${KEY}=2`));
    expect(ofInvoice.map((query) => query.get('page'))).toEqual(['1', '2', '3']);
    expect(ofInvoice.every((query) => query.get('orderBy') === 'Sequence_Number')).toBe(true);
  });

  it('teach no page size, however many an invoice has', async () => {
    const { found, learned } = await read(lines(2, 25));
    expect(found()).toHaveLength(25);
    expect(learned.filter((what) => 'pageSize' in what)).toEqual([]);
  });

  it('are refused from a server that does not number its pages', async () => {
    const body = {
      column_definitions: COLUMNS.map((column) => ({ [column]: {} })),
      row_values: lines(2, 1_000).map((row) => COLUMNS.map((column) => row[column] ?? null)),
    };
    const { result, queries } = await read([], [], {
      instead: ({ path }) => (path === PATH ? { body } : undefined),
    });
    expect(result).toMatchObject({ ok: false, failure: { code: 'unexpected-shape', field: PATH } });
    expect(queries()).toHaveLength(3);
  });

  it('are in the order of their invoices over several requests', async () => {
    const agreements = Array.from({ length: 300 }, (_, index) => 1_000_000 + index);
    // The first request's invoice is newer than the others'.
    const rows = [line(8, 1), line(9, 1, { AGR_Header_RecID: 1_000_000 })];
    const table = { columns: COLUMNS, key: KEY };
    const first = connectedTo({
      reports: { [NAME]: { ...table, rows: [] } },
      instead: ({ path, query }) => {
        if (path !== PATH || query.get('page') !== '1') return undefined;
        const conditions = query.get('conditions') ?? '';
        const row = rows[conditions.includes('1000000') ? 1 : 0] ?? {};
        const isPast = conditions.includes(`${KEY}>`);
        return {
          body: {
            column_definitions: COLUMNS.map((column) => ({ [column]: {} })),
            row_values: isPast ? [] : [COLUMNS.map((column) => row[column] ?? null)],
          },
        };
      },
    });
    const { sent } = first;
    const result = await first.connectWise.invoicedAdditions(agreements, SINCE);
    const numbers = result.ok ? result.value.rows.map(({ invoiceNumber }) => invoiceNumber) : [];
    expect(numbers.length).toBeGreaterThan(1);
    expect(numbers.at(-1)).toBe('INV-9');
    expect(Math.max(...sent.map(({ url }) => url.length))).toBeLessThan(1_900);
  });

  it('are named where they cannot be read, without an id', async () => {
    const { result } = await read([line(5), line(5, 2, { Quantity: 'many' })]);
    expect(result).toMatchObject({
      ok: true,
      value: {
        rows: [{ serialNumber: 'EFS-1' }],
        unreadable: [{ path: `${PATH}[1]`, field: 'Quantity', value: '"many"' }],
      },
    });
    expect(result.ok && result.value.unreadable[0]).not.toHaveProperty('id');
  });

  it.each(NEEDED)('are a failure without the column %s', async (missing) => {
    const columns = COLUMNS.filter((column) => column !== missing);
    const { result } = await read([], [], { reports: { [NAME]: { columns, rows: [line(5)], key: KEY } } });
    expect(result).toMatchObject({ ok: false, failure: { code: 'not-found', field: missing, value: NAME } });
  });
});

describe('the date of an invoice', () => {
  const security = { status: 403, body: { code: 'Security', message: 'You do not have security permission.' } };
  it.each([
    ['its report may not be read', ({ path }: { path: string }) => (path.startsWith(DATES) ? security : undefined)],
    ['there is no such report', ({ path }: { path: string }) => (path.startsWith(DATES) ? NOT_FOUND : undefined)],
  ])('is absent where %s', async (_, instead) => {
    const { result } = await read([line(5)], [invoice(5)], { instead });
    expect(result).toMatchObject({ ok: true, value: { rows: [{ invoiceNumber: 'INV-5' }] } });
    expect(result.ok && result.value.rows[0]).not.toHaveProperty('invoiceDate');
  });

  it.each([
    ['the report has no row of it', [invoice(6)]],
    ['it is blank', [invoice(5, null)]],
    ['it is no date', [invoice(5, 'soon')]],
  ])('is absent where %s', async (_, invoices) => {
    const { result } = await read([line(5), line(6)], [...invoices, ...(invoices[0]?.[KEY] === 6 ? [] : [invoice(6)])]);
    const dates = result.ok ? result.value.rows.map(({ invoiceDate }) => invoiceDate) : [];
    expect(dates).toEqual([undefined, '2026-11-01T00:00:00.000Z']);
  });

  it('fails the list where the site does not answer', async () => {
    const { result } = await read([line(5)], [invoice(5)], {
      instead: ({ path }) => (path === DATES ? { status: 503 } : undefined),
    });
    expect(result).toMatchObject({ ok: false, failure: { code: 'server-error' } });
  });
});
