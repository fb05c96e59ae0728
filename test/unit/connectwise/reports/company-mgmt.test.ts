import { describe, expect, it } from 'vitest';
import type { ReportedEntry } from '../../../../lib/domain/report-rows.ts';
import { type Cells, collected, connectedTo, type FakeReport, NOT_FOUND, type ReportServer } from './report-server.ts';

const NAME = 'CompanyMgmt';
const PATH = '/system/reports/CompanyMgmt';
const NEEDED = [
  'Company_Mgmt_RecID',
  'Company_RecID',
  'Group_ID',
  'Device_Type',
  'Mgmt_Setup_Name',
  'AGR_Header_RecID',
];
const COLUMNS = [...NEEDED, 'Last_Update_UTC', 'Updated_By', 'Group_Guid', 'Time_Zone'];

const entry = (id: number, more: Cells = {}): Cells => ({
  Company_Mgmt_RecID: id,
  Company_RecID: 250,
  Group_ID: `EFS-${id}`,
  Device_Type: 'Backup Stats',
  Mgmt_Setup_Name: 'eFolder',
  AGR_Header_RecID: 40,
  Last_Update_UTC: '2026-11-14T07:30:00',
  Updated_By: 'jdoe',
  ...more,
});
const entries = (count: number) => Array.from({ length: count }, (_, index) => entry(index + 1));
const report = (rows: Cells[], columns = COLUMNS): FakeReport => ({ columns, rows, key: 'Company_Mgmt_RecID' });

async function read(server: Partial<ReportServer> & { rows?: Cells[] }, more = {}) {
  const { rows = [], ...rest } = server;
  const on = connectedTo({ reports: { [NAME]: report(rows) }, ...rest }, more);
  const got = collected<ReportedEntry>();
  return { ...on, got, result: await on.connectWise.reportedEntries(got.take) };
}

/** One answer of the report in place of the server's. */
const answering = (body: unknown) => ({
  instead: ({ path }: { path: string }) => (path === PATH ? { body } : undefined),
});
const body = (cells: Cells[]) => ({
  column_definitions: COLUMNS.map((column) => ({ [column]: {} })),
  row_values: cells.map((row) => COLUMNS.map((column) => row[column] ?? null)),
});

describe('the rows', () => {
  it('are entries, by our names', async () => {
    const { result, got, queries } = await read({ rows: [entry(7)] });
    expect(result).toEqual({ ok: true, value: { rows: 1, unreadable: [] } });
    expect(got.rows()).toEqual([
      {
        id: 7,
        companyId: 250,
        groupIdentifier: 'EFS-7',
        deviceType: 'BackupStats',
        managementSolutionName: 'eFolder',
        agreementId: 40,
        _info: { lastUpdated: '2026-11-14T07:30:00.000Z', updatedBy: 'jdoe' },
      },
    ]);
    expect(Object.fromEntries(queries()[0] ?? [])).toEqual({
      columns: [...NEEDED, 'Last_Update_UTC', 'Updated_By'].join(','),
      orderBy: 'Company_Mgmt_RecID',
      page: '1',
      pageSize: '1000',
    });
  });

  it.each([
    ['Workstations and Servers', 'WorkstationsAndServers'],
    ['WorkstationsAndServers', 'WorkstationsAndServers'],
    ['backup-stats', 'BackupStats'],
    ['Servers', 'Servers'],
    ['Workstations', 'Workstations'],
    ['Spam Stats', undefined],
    ['constructor', undefined],
    ['', null],
    [null, null],
  ])('have the device type %j', async (shown, deviceType) => {
    const { got } = await read({ rows: [entry(1, { Device_Type: shown })] });
    expect(got.rows().map((row) => row.deviceType)).toEqual([deviceType]);
  });

  it.each([
    ['an id as text with a point', { Company_RecID: '250.0000' }, { companyId: 250 }],
    ['no agreement', { AGR_Header_RecID: null }, { agreementId: null }],
    ['agreement 0', { AGR_Header_RecID: 0 }, { agreementId: null }],
    ['no managed ID', { Group_ID: null }, { groupIdentifier: '' }],
    ['a time in UTC with its letter', { Last_Update_UTC: '2026-11-14T07:30:00Z' }, {}],
  ])('may hold %s', async (_, cells, expected) => {
    const { got } = await read({ rows: [entry(1, cells)] });
    expect(got.rows()).toMatchObject([{ _info: { lastUpdated: '2026-11-14T07:30:00.000Z' }, ...expected }]);
  });

  it.each([
    ['Company_RecID', 'EFS', '"EFS"'],
    ['Company_RecID', -1, '-1'],
    ['Company_RecID', 1.5, '1.5'],
    ['Company_RecID', null, 'null'],
    ['Company_RecID', '1e3', '"1e3"'],
    ['Company_RecID', ' 250', '" 250"'],
    ['Group_ID', 342, '342'],
    ['Group_ID', { toString: 'x' }, '{"toString":"x"}'],
    ['Last_Update_UTC', 'yesterday', '"yesterday"'],
    ['AGR_Header_RecID', true, 'true'],
  ])('are unreadable one by one: %s = %j', async (field, cell, value) => {
    const { result, got } = await read({ rows: [entry(1), entry(2, { [field]: cell }), entry(3)] });
    const companyId = field === 'Company_RecID' ? {} : { companyId: 250 };
    expect(result).toEqual({
      ok: true,
      value: { rows: 2, unreadable: [{ path: `${PATH}[1]`, id: 2, field, value, ...companyId }] },
    });
    expect(got.rows().map(({ id }) => id)).toEqual([1, 3]);
  });
});

describe('the columns', () => {
  it('are asked for once in the life of a worker, and not again by the next one', async () => {
    const { connectWise, asked, got, learned } = await read({ rows: entries(3) });
    await connectWise.reportedEntries(got.take);
    expect(asked().filter((path) => path === `${PATH}/columns`)).toHaveLength(1);
    const next = await read({ rows: entries(3) }, Object.assign({}, ...learned));
    expect(next.asked()).toEqual([PATH, PATH]);
    expect(next.got.rows()).toHaveLength(3);
  });

  it('may be spelled in another way', async () => {
    const columns = COLUMNS.map((column) => column.toUpperCase());
    const rows = entries(1_001).map((row) =>
      Object.fromEntries(Object.entries(row).map(([column, cell]) => [column.toUpperCase(), cell])),
    );
    const reports = { [NAME]: { columns, rows, key: 'COMPANY_MGMT_RECID' } };
    const { got, queries } = await read({ reports });
    expect(got.rows()).toHaveLength(1_001);
    expect(queries()[1]?.get('conditions')).toBe('COMPANY_MGMT_RECID>1000');
  });

  it.each([
    ['Last_Update_UTC', { updatedBy: 'jdoe' }],
    ['Updated_By', { lastUpdated: '2026-11-14T07:30:00.000Z' }],
  ])('may lack %s, which is then asked for again by the next worker', async (missing, _info) => {
    const columns = COLUMNS.filter((column) => column !== missing);
    const reports = { [NAME]: report([entry(1)], columns) };
    const { got, queries, learned } = await read({ reports });
    expect(got.rows()).toMatchObject([{ id: 1, companyId: 250 }]);
    expect(got.rows()[0]?._info).toEqual(_info);
    expect(queries()[0]?.get('columns')).not.toContain(missing);
    const next = await read({ rows: [entry(1)] }, Object.assign({}, ...learned));
    expect(next.asked()[0]).toBe(`${PATH}/columns`);
  });

  it.each(NEEDED)('are a failure without %s, and nothing else is asked', async (missing) => {
    const columns = COLUMNS.filter((column) => column !== missing);
    const { result, asked } = await read({ reports: { [NAME]: report([entry(1)], columns) } });
    expect(result).toMatchObject({ ok: false, failure: { code: 'not-found', field: missing, value: NAME } });
    expect(!result.ok && result.failure.message).toContain(`${NAME} has no column ${missing}`);
    expect(asked()).toEqual([`${PATH}/columns`]);
  });

  it('are asked for again where the site refuses what an earlier worker knew', async () => {
    const known = Object.fromEntries([...NEEDED, 'Last_Update_UTC', 'Updated_By'].map((column) => [column, column]));
    const columns = COLUMNS.filter((column) => column !== 'Updated_By');
    const { result, asked, queries } = await read(
      { reports: { [NAME]: report([entry(1)], columns) } },
      { reportColumns: { [NAME]: known } },
    );
    expect(result).toMatchObject({ ok: true, value: { rows: 1 } });
    expect(asked()).toEqual([PATH, `${PATH}/columns`, PATH, PATH]);
    expect(queries()[1]?.get('columns')).not.toContain('Updated_By');
  });

  it('are asked for again where more are read than an earlier worker knew', async () => {
    const known = Object.fromEntries(NEEDED.map((column) => [column, column]));
    const { asked } = await read({ rows: [entry(1)] }, { reportColumns: { [NAME]: known } });
    expect(asked()[0]).toBe(`${PATH}/columns`);
  });

  it('are forgotten when the site runs another release', async () => {
    const on = connectedTo(
      {
        reports: { [NAME]: report([entry(1)]) },
        instead: ({ path, count }) => (count === 3 && path === PATH ? { status: 404, body: '<html>' } : undefined),
      },
      { codebase: 'v2024_1/' },
    );
    const got = collected<ReportedEntry>();
    // Probe, a page, then the release is moved: the page is asked for under the new one.
    expect(await on.connectWise.reportedEntries(got.take)).toMatchObject({ ok: true });
    await on.connectWise.reportedEntries(got.take);
    expect(on.asked().filter((path) => path === `${PATH}/columns`)).toHaveLength(2);
    expect(on.learned.at(-1)).toMatchObject({ reportColumns: { [NAME]: { Group_ID: 'Group_ID' } } });
    expect(on.learned).toContainEqual({ reportColumns: {} });
  });

  it.each([
    ['an object', {}],
    ['texts', ['Group_ID']],
    ['null in a list', [null]],
  ])('are a failure as %s', async (_, answered) => {
    const { result } = await read({
      instead: ({ path }) => (path.endsWith('/columns') ? { body: answered } : undefined),
    });
    expect(result).toMatchObject({ ok: false, failure: { code: 'unexpected-shape', field: `${PATH}/columns` } });
  });
});

describe('a report that cannot be read', () => {
  it('names the right', async () => {
    const status = { status: 403, body: { code: 'Security', message: 'You do not have security permission.' } };
    const { result, asked } = await read({ instead: () => status });
    expect(result).toMatchObject({
      ok: false,
      failure: { code: 'missing-right', value: 'System › API Reports: Inquire', status: 403 },
    });
    expect(asked()).toEqual([`${PATH}/columns`]);
  });

  it('is missing where the site says so itself, and answers otherwise', async () => {
    const { result, asked } = await read({ reports: {} });
    expect(result).toMatchObject({ ok: false, failure: { code: 'not-found', field: NAME } });
    expect(!result.ok && result.failure.message).toBe('ConnectWise has no report CompanyMgmt.');
    expect(asked().slice(-1)).toEqual(['/system/info']);
  });

  it.each([
    ['a web page', { status: 404, body: '<html></html>' }],
    ['a proxy’s JSON', { status: 404, body: { message: 'no route' } }],
  ])('is not missing because %s says so', async (_, answer) => {
    const { result } = await read({ instead: ({ path }) => (path.includes('/reports/') ? answer : undefined) });
    expect(result).toMatchObject({ ok: false, failure: { code: 'unavailable' } });
  });

  it('is not missing where the site answers nothing else either', async () => {
    const { result } = await read({ instead: () => NOT_FOUND });
    expect(result).toMatchObject({ ok: false, failure: { code: 'unavailable' } });
  });
});

describe('hostile answers', () => {
  const failing: [string, unknown, string][] = [
    ['no body', undefined, 'unavailable'],
    ['a list', [], 'unexpected-shape'],
    ['no column_definitions', { row_values: [] }, 'unexpected-shape'],
    ['column_definitions of texts', { column_definitions: COLUMNS, row_values: [] }, 'unexpected-shape'],
    ['no row_values', { column_definitions: [] }, 'unexpected-shape'],
    ['rows that are an object', { column_definitions: [], row_values: {} }, 'unexpected-shape'],
    ['only rows that are no arrays', { ...body([]), row_values: [1, null, { length: 10 }] }, 'unexpected-shape'],
    ['columns named __proto__', '{"column_definitions":[{"__proto__":{}}],"row_values":[[1]]}', 'unexpected-shape'],
    ['300,000 rows', { ...body([]), row_values: Array.from({ length: 300_000 }, () => []) }, 'too-large'],
  ];
  it.each(failing)('are refused: %s', async (_, answered, code) => {
    const { result, got, sent } = await read(answering(answered));
    expect(result).toMatchObject({ ok: false, failure: { code } });
    expect(got.rows()).toEqual([]);
    expect(sent).toHaveLength(2);
    expect(({} as Cells).type).toBeUndefined();
  });

  it('may name a column __proto__ without effect on the others', async () => {
    const definitions = ['__proto__', ...COLUMNS].map((column) => `{${JSON.stringify(column)}:{}}`);
    const row = ['{"Company_RecID":666}', ...COLUMNS.map((column) => JSON.stringify(entry(1)[column] ?? null))];
    const text = `{"column_definitions":[${definitions}],"row_values":[[${row}]]}`;
    const { got } = await read({
      instead: ({ path, query }) => (path === PATH && !query.has('conditions') ? { body: text } : undefined),
    });
    expect(got.rows()).toMatchObject([{ id: 1, companyId: 250 }]);
  });

  it('may have rows that do not fit the columns, or are none', async () => {
    const { row_values, ...rest } = body([entry(1), entry(2), entry(3)]);
    const rows = [row_values[0], row_values[1]?.slice(1), 'x', row_values[2]];
    const { result, got } = await read({
      instead: ({ path, query }) =>
        path === PATH && !query.has('conditions') ? { body: { ...rest, row_values: rows } } : undefined,
    });
    expect(got.rows().map(({ id }) => id)).toEqual([1, 3]);
    expect(result).toMatchObject({
      ok: true,
      value: {
        rows: 2,
        unreadable: [
          { path: `${PATH}[1]`, field: '', value: expect.stringMatching(/^\[250,/) },
          { path: `${PATH}[2]`, field: '', value: '"x"' },
        ],
      },
    });
  });

  it('may lack a column that was asked for: no row is readable', async () => {
    const rest = COLUMNS.filter((column) => column !== 'Group_ID');
    const cells = {
      column_definitions: rest.map((one) => ({ [one]: {} })),
      row_values: [rest.map((one) => entry(1)[one] ?? null)],
    };
    const { result } = await read({
      instead: ({ path, query }) => (path === PATH && !query.has('conditions') ? { body: cells } : undefined),
    });
    expect(result).toEqual({
      ok: true,
      value: {
        rows: 0,
        unreadable: [{ path: `${PATH}[0]`, id: 1, field: 'Group_ID', value: 'nothing', companyId: 250 }],
      },
    });
  });
});
