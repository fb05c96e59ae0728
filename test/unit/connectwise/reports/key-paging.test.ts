import { describe, expect, it } from 'vitest';
import type { ReportedEntry } from '../../../../lib/domain/report-rows.ts';
import type { FakeAnswer } from '../../../support/builders/fake-fetch.ts';
import { type Cells, collected, connectedTo, type ReportServer } from './report-server.ts';

const PATH = '/system/reports/CompanyMgmt';
const KEY = 'Company_Mgmt_RecID';
const COLUMNS = [KEY, 'Company_RecID', 'Group_ID', 'Device_Type', 'Mgmt_Setup_Name', 'AGR_Header_RecID'];
const row = (id: number): Cells => ({ [KEY]: id, Company_RecID: 250, Group_ID: `EFS-${id}` });
const rowsTo = (count: number) => Array.from({ length: count }, (_, index) => row(index + 1));
const ids = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

function serverWith(rows: Cells[], more: Partial<ReportServer> = {}) {
  const table = { columns: COLUMNS, rows, key: KEY };
  const on = connectedTo({ reports: { CompanyMgmt: table }, ...more });
  const got = collected<ReportedEntry>();
  return { ...on, table, got, found: () => got.rows().map(({ id }) => id) };
}

/** A page of rows with these ids, as the server's answer; `bad` ones do not fit the columns. */
function page(list: (number | 'bad')[], headers?: Record<string, string>): FakeAnswer {
  return {
    ...(headers && { headers }),
    body: {
      column_definitions: COLUMNS.map((column) => ({ [column]: {} })),
      row_values: list.map((id) => (id === 'bad' ? ['bad'] : COLUMNS.map((column) => row(id)[column] ?? null))),
    },
  };
}

/** A server that answers pages from a list, whatever is asked. */
function answeringPages(pages: FakeAnswer[]) {
  const left = [...pages];
  return serverWith([], { instead: ({ path }) => (path === PATH ? left.shift() : undefined) });
}

describe('paging by record id', () => {
  it.each([
    [0, 1],
    [1, 2],
    [999, 2],
    [1_000, 2],
    [1_001, 2],
    [2_000, 3],
    [2_345, 3],
  ])('reads %i rows by %i requests', async (count, requests) => {
    const on = serverWith(rowsTo(count));
    expect(await on.connectWise.reportedEntries(on.got.take)).toEqual({
      ok: true,
      value: { rows: count, unreadable: [] },
    });
    expect(on.found()).toEqual(ids(count));
    expect(on.queries()).toHaveLength(requests);
  });

  it('loses no row, and gives none twice, where one is deleted between pages', async () => {
    const on = serverWith(rowsTo(2_345));
    const result = await on.connectWise.reportedEntries((rows) => {
      on.got.take(rows);
      on.table.rows.shift();
    });
    expect(on.found()).toEqual(ids(2_345));
    expect(result).toMatchObject({ ok: true, value: { rows: 2_345 } });
    expect(on.queries().map((query) => query.get('conditions'))).toEqual([null, `${KEY}>1000`, `${KEY}>2000`]);
    expect(on.queries().map((query) => query.get('page'))).toEqual(['1', '1', '1']);
  });

  it('gives page after page, and waits for each to be taken', async () => {
    const on = serverWith(rowsTo(2_345));
    const steps: number[] = [];
    await on.connectWise.reportedEntries(async (rows) => {
      await Promise.resolve();
      steps.push(rows.length, on.queries().length);
    });
    expect(steps).toEqual([1_000, 1, 1_000, 2, 345, 3]);
  });

  it.each([250, 100, 33])('reads all where the server caps pages at %i rows', async (cap) => {
    const on = serverWith(rowsTo(600), { cap });
    await on.connectWise.reportedEntries(on.got.take);
    expect(on.found()).toEqual(ids(600));
  });

  it('asks for no more where a Link header names no next page, and for more where it does', async () => {
    const one = answeringPages([page([1, 2], { link: '<https://x.example/?page=1>; rel="first"' })]);
    await one.connectWise.reportedEntries(one.got.take);
    expect(one.queries()).toHaveLength(1);
    const next = { link: '<https://x.example/?page=2>; rel="next"' };
    const two = answeringPages([page([1, 2, 3]), page([4, 5], next), page([6]), page([])]);
    await two.connectWise.reportedEntries(two.got.take);
    expect(two.found()).toEqual(ids(6));
    expect(two.sent.every(({ url }) => !url.includes('x.example'))).toBe(true);
  });

  it('lowers a page size that is refused, and remembers it', async () => {
    const on = serverWith(rowsTo(600), { refusesAbove: 250 });
    await on.connectWise.reportedEntries(on.got.take);
    expect(on.found()).toEqual(ids(600));
    expect(on.queries().map((query) => query.get('pageSize'))).toEqual(['1000', '500', '250', '250', '250']);
    expect(on.learned).toContainEqual({ pageSize: 250 });
  });

  it.each([
    ['descending', [page([3, 2, 1])]],
    ['with an id twice', [page([1, 2, 2])]],
    ['with ids of the page before', [page(ids(1_000)), page([999, 1_001])]],
    ['the same page again, as a server that ignores conditions does', [page(ids(1_000)), page(ids(1_000))]],
  ])('refuses rows that come %s', async (_, pages) => {
    const on = answeringPages(pages);
    expect(await on.connectWise.reportedEntries(on.got.take)).toMatchObject({
      ok: false,
      failure: { code: 'unexpected-shape', field: PATH },
    });
    expect(on.queries()).toHaveLength(pages.length);
    expect(on.found()).toEqual(pages.length > 1 ? ids(1_000) : []);
  });

  it('names an unreadable row once where it is the last of a page', async () => {
    const first = page([...ids(999), 'bad']);
    const on = answeringPages([first, page(['bad', 1_001])]);
    expect(await on.connectWise.reportedEntries(on.got.take)).toMatchObject({
      ok: true,
      value: { rows: 1_000, unreadable: [{ path: `${PATH}[999]` }] },
    });
    expect(on.queries()[1]?.get('conditions')).toBe(`${KEY}>999`);
  });

  it('is a failure where a later page fails, after what was taken', async () => {
    const on = answeringPages([page(ids(1_000)), { status: 503 }]);
    expect(await on.connectWise.reportedEntries(on.got.take)).toMatchObject({
      ok: false,
      failure: { code: 'server-error' },
    });
    expect(on.found()).toHaveLength(1_000);
  });

  it('ends over 200,000 rows, which it gives', async () => {
    let next = 0;
    const on = serverWith([], {
      instead: ({ path }) => {
        if (path !== PATH) return undefined;
        next += 10_000;
        return page(ids(10_000).map((id) => id + next));
      },
    });
    let rows = 0;
    const result = await on.connectWise.reportedEntries((more) => {
      rows += more.length;
    });
    expect(result).toMatchObject({ ok: false, failure: { code: 'too-large', field: PATH } });
    expect(rows).toBe(200_000);
  });

  it('ends after 8,000 pages, however few rows each of them has', async () => {
    let next = 0;
    const on = serverWith([], {
      instead: ({ path }) => {
        if (path !== PATH) return undefined;
        next += 1;
        return page([next]);
      },
    });
    expect(await on.connectWise.reportedEntries(() => undefined)).toMatchObject({
      ok: false,
      failure: { code: 'too-large' },
    });
    expect(next).toBe(8_001);
  });
});
