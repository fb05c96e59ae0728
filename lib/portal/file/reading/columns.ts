import type { ColumnUse, FileColumn, FileMapping } from '../../../domain/file-mapping.ts';
import { signatureOf } from '../../../domain/file-mapping.ts';
import { orderEvidence } from './dates.ts';
import { COUNTS, readHeader, SIZES, TIMES } from './field-names.ts';
import { markEvidence } from './numbers.ts';
import { divideSize } from './sizes.ts';
import { type Table, textOf } from './table.ts';

/** What keeps a file from being understood, by column where it is one. */
export type MappingIssue =
  | { code: 'no-customer' | 'no-amounts' }
  | { code: 'used-twice'; column: number; other: string }
  | { code: 'unit' | 'decimal' | 'decimal-mixed' | 'dates' | 'dates-mixed'; column: number };

/** Returns what the headings suggest; a column that no known export has is ignored until a user says what it is. */
export function proposeMapping(headers: readonly string[]): FileMapping {
  const taken = new Set<ColumnUse>();
  const columns = headers.map((header): FileColumn => {
    const { field, unit } = readHeader(header);
    if (field === undefined || taken.has(field)) return { header, use: 'ignore' };
    taken.add(field);
    return { header, use: field, ...(unit && SIZES.has(field) && { unit }) };
  });
  return { columns, hasEfsIds: false };
}

/** Whether a mapping was made for a file of this shape. */
export function fitsTable(mapping: FileMapping, headers: readonly string[]): boolean {
  return signatureOf(mapping.columns.map(({ header }) => header)) === signatureOf(headers);
}

export function isNumeric(use: ColumnUse): boolean {
  return SIZES.has(use) || COUNTS.has(use) || use === 'figure';
}

export interface ResolvedMapping {
  mapping: FileMapping;
  issues: MappingIssue[];
  /** Columns whose decimal mark or order of dates is a user's choice, since the values do not show it. */
  chosen: ReadonlySet<number>;
}

/**
 * Completes a mapping by what the values of the columns show, and names what a user has to decide. A mark or an order that the values
 * prove goes before one that was chosen for an earlier file.
 */
export function resolveMapping(table: Table, mapping: FileMapping): ResolvedMapping {
  const issues: MappingIssue[] = [];
  const chosen = new Set<number>();
  const columns = mapping.columns.map((column, index) => {
    const resolved = { ...column };
    if (isNumeric(column.use)) {
      if (column.unit === undefined && lacksUnit(table, column.use, index))
        issues.push({ code: 'unit', column: index });
      const found = markEvidence(numbersOf(table, index), COUNTS.has(column.use));
      if (found === 'unclear' || found === 'mixed') chosen.add(index);
      if (found === 'point' || found === 'comma') resolved.decimal = found;
      else if (found === 'mixed' && !column.decimal) issues.push({ code: 'decimal-mixed', column: index });
      else if (found === 'unclear' && !column.decimal) issues.push({ code: 'decimal', column: index });
    }
    if (TIMES.has(column.use)) {
      const found = orderEvidence(textsOf(table, index));
      if (found === 'unclear' || found === 'mixed') chosen.add(index);
      if (found === 'day-first' || found === 'month-first') resolved.dates = found;
      else if (found === 'mixed' && !column.dates) issues.push({ code: 'dates-mixed', column: index });
      else if (found === 'unclear' && !column.dates) issues.push({ code: 'dates', column: index });
    }
    return resolved;
  });
  issues.push(...missing(columns), ...usedTwice(columns));
  return { mapping: { ...mapping, columns }, issues, chosen };
}

/** A size whose cells name their unit themselves needs none; a figure has to say what it counts. */
function lacksUnit(table: Table, use: ColumnUse, column: number): boolean {
  if (use === 'figure') return true;
  if (!SIZES.has(use)) return false;
  return table.rows.some(({ cells }) => {
    const text = textOf(cells[column]);
    return text !== '' && divideSize(text).unit === undefined;
  });
}

function missing(columns: readonly FileColumn[]): MappingIssue[] {
  const uses = new Set(columns.map(({ use }) => use));
  const issues: MappingIssue[] = [];
  if (!uses.has('customerId') && !uses.has('customerName')) issues.push({ code: 'no-customer' });
  const isOfUse = ['accountId', 'accountNo', 'accountName', 'figure'].some((use) => uses.has(use as ColumnUse));
  if (!isOfUse && !columns.some(({ use }) => isNumeric(use))) issues.push({ code: 'no-amounts' });
  return issues;
}

function usedTwice(columns: readonly FileColumn[]): MappingIssue[] {
  const first = new Map<ColumnUse, string>();
  return columns.flatMap(({ use, header }, index): MappingIssue[] => {
    if (use === 'ignore' || use === 'figure') return [];
    const other = first.get(use);
    if (other !== undefined) return [{ code: 'used-twice', column: index, other }];
    first.set(use, header);
    return [];
  });
}

/** Texts of a column that are no numbers of a spreadsheet already. */
function* textsOf({ rows }: Table, column: number): Generator<string> {
  for (const { cells } of rows) {
    const cell = cells[column];
    if (typeof cell === 'string' && cell !== '') yield textOf(cell);
  }
}

function* numbersOf(table: Table, column: number): Generator<string> {
  for (const text of textsOf(table, column)) yield divideSize(text).number.trim();
}
