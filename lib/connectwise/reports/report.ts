import type { UnreadableRow } from '../../domain/record-list.ts';
import type { Failure } from '../../shared/errors.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { ReadReport, TakeRows } from '../../sync/ports.ts';
import { and, type Condition, eq, greater } from '../conditions.ts';
import { unavailable } from '../errors.ts';
import type { PageSize } from '../page-size.ts';
import type { Priority } from '../request-queue.ts';
import type { ApiResponse } from '../send-request.ts';
import type { Session } from '../session.ts';
import { type ColumnNames, columnNames, type ReportColumns } from './columns.ts';
import type { Report } from './define-report.ts';
import { type Range, type RowPage, readByKey } from './key-paging.ts';
import { rawRows, readRow, reportPath } from './rows.ts';

/** Most characters of a list of ids, so that the names of the columns fit the address beside it. */
export const ID_BUDGET = 1_000;

/** The server's name of a column. */
export type NameOf = (column: string) => string;

/** What reading reports takes of a session, at one priority. */
export interface ReportClient {
  get(path: string, query?: Record<string, string>): Promise<Result<ApiResponse>>;
  /** The name of the other side in sentences. */
  peer: string;
  sizes: PageSize;
  columns: ReportColumns;
}

export function createReportClient({ sendRequest, peer, sizes, columns }: Session, priority: Priority): ReportClient {
  return {
    get: (path, query = {}) => sendRequest({ method: 'GET', path, query }, priority),
    peer,
    sizes,
    columns,
  };
}

/**
 * Reads all rows of a report that meet a condition, by its key ascending: a request per 1,000 rows, one more where the last page may be
 * a capped one, and one for the columns where they are not known (docs/reference/connectwise-reports.md#columns). Failures:
 * `missing-right`; `not-found` where the site has no such report or not a column that we need; `unexpected-shape`, `too-large` and
 * those of every call. What was taken before a failure is a part.
 * @param where the condition, with the server's names of columns; '': every row
 */
export async function readReport<Row>(
  client: ReportClient,
  report: Report<Row>,
  where: (nameOf: NameOf) => Condition | '',
  take: TakeRows<Row>,
): Promise<Result<ReadReport>> {
  const known = client.columns.of(report.name, report.columns);
  if (known !== undefined) {
    const { read, wasAnswered } = await readRows(client, report, { names: known, where, take });
    // The site may have been upgraded since: what it refuses at once is asked for by what it has now.
    if (read.ok || wasAnswered || !MOVED.has(read.failure.code)) return read;
    client.columns.forget(report.name);
  }
  const names = await askColumns(client, report);
  return names.ok ? (await readRows(client, report, { names: names.value, where, take })).read : names;
}

const MOVED: ReadonlySet<Failure['code']> = new Set(['rejected', 'not-found']);

interface Rows<Row> {
  names: ColumnNames;
  where: (nameOf: NameOf) => Condition | '';
  take: TakeRows<Row>;
}

async function readRows<Row>(
  client: ReportClient,
  report: Report<Row>,
  { names, where, take }: Rows<Row>,
): Promise<{ read: Result<ReadReport>; wasAnswered: boolean }> {
  const path = reportPath(report);
  const nameOf: NameOf = (column) => names[column] ?? column;
  const unreadable: UnreadableRow[] = [];
  const counts = { answers: 0, place: 0, rows: 0 };

  const ask = async (range: Range, pageSize: number): Promise<Result<RowPage>> => {
    const query = {
      columns: Object.values(names).join(','),
      ...rangeOf(report, names, { range, where: where(nameOf) }),
    };
    const answer = await client.get(path, { ...query, pageSize: String(pageSize) });
    if (!answer.ok) return fail(withName(answer.failure, report));
    counts.answers += 1;
    const { body, link } = answer.value;
    if (body === null) return fail(unavailable(client.peer, path, 200));
    const rows = rawRows(body, report.key, names);
    return rows ? ok({ rows, link }) : fail(noReport(client.peer, path));
  };

  const done = await readByKey({
    ask,
    async take(raws) {
      const rows: Row[] = [];
      for (const raw of raws) {
        const read = readRow(report, raw, names, counts.place);
        counts.place += 1;
        if ('row' in read) rows.push(read.row);
        else unreadable.push(read.unreadable);
      }
      counts.rows += rows.length;
      if (rows.length > 0) await take(rows);
    },
    sizes: client.sizes,
    isKeyUnique: report.isKeyUnique,
    path,
    peer: client.peer,
  });
  return { read: done.ok ? ok({ rows: counts.rows, unreadable }) : done, wasAnswered: counts.answers > 0 };
}

function rangeOf(
  { key, within }: Report<unknown>,
  names: ColumnNames,
  { range, where }: { range: Range; where: Condition | '' },
): Record<string, string> {
  const name = names[key] ?? key;
  const isPage = 'only' in range;
  const bounds = isPage ? [eq(name, range.only)] : range.after > 0 ? [greater(name, range.after)] : [];
  const conditions = where === '' ? bounds : [where, ...bounds];
  return {
    ...(conditions.length > 0 && { conditions: conditions.length > 1 ? and(...conditions) : conditions.join('') }),
    orderBy: (isPage && within !== undefined && names[within]) || name,
    page: String(isPage ? range.page : 1),
  };
}

/** Asks for the columns of a report, and keeps what was answered. */
async function askColumns(client: ReportClient, report: Report<unknown>): Promise<Result<ColumnNames>> {
  const path = `${reportPath(report)}/columns`;
  const answer = await client.get(path);
  if (!answer.ok) return fail(withName(answer.failure, report));
  if (answer.value.body === null) return fail(unavailable(client.peer, path, 200));
  const all = columnNames(answer.value.body);
  if (all === undefined) return fail(noReport(client.peer, path));
  const byName = new Map(all.map((name) => [name.toLowerCase(), name]));
  const found: [string, string][] = [];
  for (const column of report.columns) {
    const name = byName.get(column.toLowerCase());
    if (name !== undefined) found.push([column, name]);
    else if (!report.optional.includes(column)) return fail(noColumn(report, column));
  }
  const names = Object.fromEntries(found);
  client.columns.learned(report.name, report.columns, names);
  return ok(names);
}

const INSTEAD = 'Nothing has to be done: the records are read one by one instead, with more requests.';

/** In words about reports: what is absent is no record that was deleted. */
function withName(failure: Failure, { name }: Report<unknown>): Failure {
  if (failure.code !== 'not-found') return failure;
  return { ...failure, message: `ConnectWise has no report ${name}.`, nextStep: INSTEAD, field: name };
}

function noColumn({ name }: Report<unknown>, column: string): Failure {
  return {
    code: 'not-found',
    message: `ConnectWise's report ${name} has no column ${column}.`,
    nextStep: INSTEAD,
    field: column,
    value: name,
  };
}

function noReport(peer: string, path: string): Failure {
  return {
    code: 'unexpected-shape',
    message: `${peer} did not answer ${path} as a report.`,
    nextStep: 'Test the connection; if it repeats, report it with the version of ConnectWise.',
    field: path,
  };
}
