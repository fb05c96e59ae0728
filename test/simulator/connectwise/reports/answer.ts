import { ConnectWiseError, forbidden, notFound } from '../errors.ts';
import type { Call, Reply } from '../handle.ts';
import { navigablePage, pageOf } from '../query/paging.ts';
import { requireRight } from '../rights.ts';
import { laggingView } from './copies.ts';
import { REPORTS } from './index.ts';
import type { Report, ReportView } from './report.ts';
import { chosenColumns, type ReportQuery, type ShownColumn, selectReportRows } from './select.ts';

const PATH = /^\/system\/reports(?:\/(?<name>[^/]+)(?:\/(?<sibling>columns|count))?)?\/?$/i;

/**
 * The Reports API (docs/reference/connectwise-rest.md#reports): the list of reports, their columns, rows and counts. Undefined for
 * other paths. Pages have no `Link` header and are never forward-only: INFERRED, the known clients only count rows.
 */
export function reportAnswer(call: Call, path: string): Reply | undefined {
  const groups = PATH.exec(path)?.groups;
  if (!groups) return undefined;
  if (call.method !== 'GET') {
    throw new ConnectWiseError(405, 'MethodNotAllowed', `The resource does not support ${call.method}.`);
  }
  if (requireRight(call.state, call.member, 'API Reports', 'inquire') !== 'All') throw forbidden();
  const { name, sibling } = groups;
  const served = servedReports(call);
  if (name === undefined) {
    const names = served.map((report) => ({ name: report.name }));
    return { status: 200, body: navigablePage(names, call.url, call.state.options).records };
  }
  const report = served.find((known) => known.name.toLowerCase() === name.toLowerCase());
  if (!report) throw notFound(`Report ${name}`);
  const columns = shownColumns(call, report);
  if (sibling?.toLowerCase() === 'columns') return { status: 200, body: [...columns].map(described) };
  if (sibling) return { status: 200, body: { count: selected(call, report, columns).length } };
  return rowsOf(call, report, columns);
}

function servedReports({ state }: Call): Report[] {
  const missing = state.options.reports?.missing ?? [];
  return REPORTS.filter(({ name }) => !missing.includes(name));
}

/** Columns under the names that this server has for them. */
function shownColumns({ state }: Call, { name, columns, identity }: Report): ReadonlyMap<string, ShownColumn> {
  const changes = state.options.reports?.columns?.[name] ?? {};
  return new Map(
    [...columns].flatMap(([original, column]): [string, ShownColumn][] => {
      const shown = Object.hasOwn(changes, original) ? changes[original] : original;
      return shown ? [[shown, { ...column, original, isIdentity: original === identity }]] : [];
    }),
  );
}

function described([name, { type, isNullable, isIdentity }]: [string, ShownColumn]): Record<string, unknown> {
  return { [name]: { type, isNullable, identityColumn: isIdentity } };
}

function rowsOf(call: Call, report: Report, columns: ReadonlyMap<string, ShownColumn>): Reply {
  const { options } = call.state;
  const { page, size } = pageOf(call.url, { ...options, pageCap: options.reports?.pageCap ?? options.pageCap });
  const chosen = chosenColumns(columns, call.url.searchParams.get('columns'));
  const view = viewOf(call, report);
  const rows = selected(call, report, columns, page * size, view).slice((page - 1) * size, page * size);
  return {
    status: 200,
    body: {
      column_definitions: chosen.map(described),
      row_values: rows.map((row) => chosen.map(([, { original, type }]) => shownValue(view.read(row, original), type))),
    },
  };
}

function selected(
  call: Call,
  report: Report,
  columns: ReportQuery['columns'],
  most = Number.POSITIVE_INFINITY,
  view = viewOf(call, report),
): unknown[] {
  const { hiddenCompanies = [], ignoreOrderBy = false } = call.state.options.reports ?? {};
  return selectReportRows(view, {
    columns,
    conditions: call.url.searchParams.get('conditions') ?? undefined,
    orderBy: call.url.searchParams.get('orderBy') ?? undefined,
    ignoreOrderBy,
    hidden: new Set(hiddenCompanies),
    most,
  });
}

function viewOf({ state, clock }: Call, report: Report): ReportView {
  const seconds = state.options.reports?.lagSeconds;
  return seconds === undefined ? report.view({ state, clock }) : laggingView(report, { state, clock }, seconds);
}

/** Times come without a letter for their zone, which the column's name says. */
function shownValue(value: unknown, type: ShownColumn['type']): unknown {
  return type === 'DateTime' && typeof value === 'string' ? value.replace(/Z$/, '') : value;
}
