import type { ConnectWiseConnection } from '../../../../lib/connectwise/connection.ts';
import { createConnectWise } from '../../../../lib/connectwise/connectwise.ts';
import { openSession } from '../../../../lib/connectwise/session.ts';
import { CONNECTION } from '../../../support/builders/connectwise-connection.ts';
import { type FakeAnswer, fakeFetch, type SentRequest } from '../../../support/builders/fake-fetch.ts';

/** A row by the report's names of columns; a column that it does not have is null. */
export type Cells = Record<string, unknown>;

export interface FakeReport {
  columns: string[];
  rows: Cells[];
  key: string;
}

export interface ReportServer {
  reports: Record<string, FakeReport>;
  /** The most rows of a page, whatever is asked for. */
  cap?: number;
  /** Refuses larger page sizes. */
  refusesAbove?: number;
  /** Answers some requests in its own way; undefined: as the server does. */
  instead?: (request: { path: string; query: URLSearchParams; count: number }) => FakeAnswer | undefined;
}

export const NOT_FOUND: FakeAnswer = { status: 404, body: { code: 'NotFound', message: 'Not found', errors: null } };
const INFO: FakeAnswer = { body: { version: 'v2025.1', isCloud: true } };
const RELEASE: FakeAnswer = { body: { Codebase: 'v2025_1/', IsCloud: 'True', VersionCode: 'v2025.1' } };

const definition = (column: string) => ({ [column]: { type: 'Text', isNullable: true, identityColumn: false } });

/** A client of a site that serves reports as docs/reference/connectwise-reports.md describes them. */
export function connectedTo(server: ReportServer, more: Partial<ConnectWiseConnection> = {}) {
  const learned: object[] = [];
  const fake = fakeFetch((request) => answerOf(server, request, fake.sent.length));
  const connectWise = createConnectWise(
    openSession(
      { ...CONNECTION, ...more },
      { fetch: fake.fetch, clock: () => 0, wait: async () => undefined, onLearned: (what) => learned.push(what) },
    ),
    'user',
  );
  const asked = () => fake.sent.map(({ url }) => pathOf(url));
  /** Queries of the requests for rows. */
  const queries = () =>
    fake.sent.filter(({ url }) => /\/reports\/\w+$/.test(pathOf(url))).map(({ url }) => new URL(url).searchParams);
  return { connectWise, sent: fake.sent, asked, queries, learned };
}

function pathOf(url: string): string {
  return new URL(url).pathname.replace(/^.*apis\/3\.0/, '');
}

function answerOf(server: ReportServer, { url }: SentRequest, count: number): FakeAnswer {
  if (url.includes('/login/')) return RELEASE;
  const [path, query] = [pathOf(url), new URL(url).searchParams];
  const other = server.instead?.({ path, query, count });
  if (other) return other;
  if (path === '/system/info') return INFO;
  const [, name = '', isColumns] = /^\/system\/reports\/(\w+)(\/columns)?$/.exec(path) ?? [];
  const report = Object.hasOwn(server.reports, name) ? server.reports[name] : undefined;
  if (!report) return NOT_FOUND;
  return isColumns ? { body: report.columns.map(definition) } : rowsOf(server, report, query);
}

function rowsOf({ cap = 1_000, refusesAbove }: ReportServer, report: FakeReport, query: URLSearchParams): FakeAnswer {
  const { columns, key, rows } = report;
  const asked = query.get('columns')?.split(',') ?? columns;
  const size = Number(query.get('pageSize'));
  if (asked.some((column) => !columns.includes(column))) return refused('Unknown column.');
  if (refusesAbove !== undefined && size > refusesAbove) return refused('The page size is too large.');
  const conditions = query.get('conditions') ?? '';
  const after = Number(new RegExp(`${key}>(\\d+)`).exec(conditions)?.[1] ?? 0);
  const only = new RegExp(`${key}=(\\d+)`).exec(conditions)?.[1];
  const orderBy = query.get('orderBy') ?? '';
  // By the size asked for: a client that asks for more than it is served would miss rows.
  const skipped = (Number(query.get('page')) - 1) * size;
  const page = rows
    .filter((row) => Number(row[key]) > after && (only === undefined || Number(row[key]) === Number(only)))
    .sort((a, b) => Number(a[orderBy]) - Number(b[orderBy]))
    .slice(skipped, skipped + Math.min(size, cap));
  // In an order of its own, with one column more than was asked for.
  const answered = [...asked].reverse();
  return {
    body: {
      column_definitions: [...answered, 'Time_Zone'].map(definition),
      row_values: page.map((row) => [...answered.map((column) => row[column] ?? null), 'UTC']),
    },
  };
}

function refused(message: string): FakeAnswer {
  return { status: 400, body: { code: 'InvalidObject', message, errors: null } };
}

/** Collects what is given page by page. */
export function collected<Row>() {
  const pages: Row[][] = [];
  return { pages, take: (rows: readonly Row[]) => void pages.push([...rows]), rows: () => pages.flat() };
}
