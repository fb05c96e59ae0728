import type { UnreadableRow } from '../../domain/record-list.ts';
import { safeParse } from '../../shared/safe-parse.ts';
import { seenBy } from '../record.ts';
import { rawId } from './cells.ts';
import { type ColumnNames, columnNames } from './columns.ts';
import type { Report } from './define-report.ts';

/** A row of an answer, by our names of its columns; not yet read. */
export interface RawRow {
  /** What the cell of the report's key column holds, where that is an id. */
  key: number | undefined;
  /** Undefined: the row does not fit the answer's columns, so no cell of it is known. */
  cells: Record<string, unknown> | undefined;
  row: unknown;
}

/**
 * The rows of an answer (docs/reference/connectwise-reports.md#rows); undefined where it is no answer of a report. The columns may come
 * in another order and spelling than was asked for, and with others between them.
 */
export function rawRows(body: unknown, key: string, names: ColumnNames): RawRow[] | undefined {
  if (typeof body !== 'object' || body === null) return undefined;
  const columns = 'column_definitions' in body ? columnNames(body.column_definitions) : undefined;
  const values = 'row_values' in body ? body.row_values : undefined;
  if (columns === undefined || !Array.isArray(values)) return undefined;
  const answered = columns.map((column) => column.toLowerCase());
  const places = Object.entries(names)
    .map(([column, name]) => [column, answered.indexOf(name.toLowerCase())] as const)
    .filter(([, place]) => place >= 0);
  return values.map((row: unknown) => {
    if (!Array.isArray(row) || row.length !== columns.length) return { key: undefined, cells: undefined, row };
    const cells = Object.fromEntries(places.map(([column, place]) => [column, row[place] as unknown]));
    return { key: rawId(cells[key]), cells, row };
  });
}

/** The row, or why it cannot be read. @param index its place among the rows of the reading, from 0 */
export function readRow<Row>(
  report: Report<Row>,
  raw: RawRow,
  names: ColumnNames,
  index: number,
): { row: Row } | { unreadable: UnreadableRow } {
  const unreadable = (field: string, value: string): { unreadable: UnreadableRow } => {
    const companyId = report.company === undefined ? undefined : rawId(raw.cells?.[report.company]);
    return {
      unreadable: {
        path: `${reportPath(report)}[${index}]`,
        ...(report.isKeyUnique && raw.key !== undefined && { id: raw.key }),
        field,
        value,
        ...(companyId !== undefined && { companyId }),
      },
    };
  };
  const { cells } = raw;
  if (cells === undefined) return unreadable('', seenBy(raw.row, undefined).seen);
  const missing = Object.keys(names).find((column) => !Object.hasOwn(cells, column));
  if (missing !== undefined) return unreadable(missing, 'nothing');
  const parsed = safeParse(report.schema, cells);
  if (parsed.success) return { row: parsed.data };
  const { field, seen } = seenBy(cells, parsed.error.issues[0]);
  return unreadable(field, seen);
}

/** Path of a report, below `apis/3.0`. */
export function reportPath({ name }: Pick<Report<unknown>, 'name'>): string {
  return `/system/reports/${name}`;
}
