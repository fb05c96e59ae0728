import { type FieldType, matches } from '../conditions/match.ts';
import { badRequest } from '../errors.ts';
import { parseOrderBy, sortRecords } from '../query/order.ts';
import { readConditions } from '../query/select.ts';
import type { Column, ColumnType } from './columns.ts';
import type { ReportView } from './report.ts';

/** A column as a server shows it. */
export interface ShownColumn extends Column {
  /** Its name in the report itself, where this server calls it otherwise. */
  original: string;
  isIdentity: boolean;
}

export interface ReportQuery {
  /** Columns by the name that the server has for them. */
  columns: ReadonlyMap<string, ShownColumn>;
  conditions: string | undefined;
  orderBy: string | undefined;
  ignoreOrderBy: boolean;
  /** Companies whose rows are not shown. */
  hidden: ReadonlySet<number>;
  /** How many rows from the first one on are wanted: enough for the page that is asked for. */
  most: number;
}

const FIELD_TYPES: Record<ColumnType, FieldType> = {
  Text: 'string',
  Numeric: 'numeric',
  Boolean: 'boolean',
  DateTime: 'datetime',
};

/**
 * Rows of a report that meet a query, in the asked order or by identity. Looks at no more rows than are wanted, unless they have
 * to be sorted. Throws the 400 that names what is wrong with the query.
 */
export function selectReportRows(view: ReportView, query: ReportQuery): unknown[] {
  const { columns, hidden, most } = query;
  const typeOf = (name: string) => {
    const column = columns.get(name);
    return column && FIELD_TYPES[column.type];
  };
  const condition = readConditions(query.conditions, typeOf);
  const keys = query.orderBy?.trim() ? parseOrderBy(query.orderBy, typeOf) : [];
  const [first] = keys;
  // Rows come by identity, and no later key can change the order of an identity.
  const isSorted = !first || (columns.get(first.path)?.isIdentity === true && first.sign === 1);
  const enough = isSorted || query.ignoreOrderBy ? most : Number.POSITIVE_INFINITY;

  const readerOf = (row: unknown) => (name: string) => view.read(row, columns.get(name)?.original ?? name);
  const selected: unknown[] = [];
  for (const row of query.ignoreOrderBy ? [...view.rows].reverse() : view.rows) {
    if (selected.length >= enough) break;
    if (hidden.size > 0 && hidden.has(view.companyId(row) ?? Number.NaN)) continue;
    if (!condition || matches(condition, readerOf(row))) selected.push(row);
  }
  return isSorted || query.ignoreOrderBy ? selected : sortRecords(selected, keys, readerOf);
}

/**
 * The columns that `columns=` names, else all, in the report's own order whatever order was asked (INFERRED: so a client has to
 * go by `column_definitions`). Throws 400 for one that the report does not have.
 */
export function chosenColumns(
  columns: ReadonlyMap<string, ShownColumn>,
  names: string | null,
): [string, ShownColumn][] {
  const asked = new Set((names ?? '').split(',').flatMap((name) => name.trim() || []));
  for (const name of asked) if (!columns.has(name)) throw badRequest(`'${name}' is not a column of this report.`);
  return [...columns].filter(([name]) => asked.size === 0 || asked.has(name));
}
