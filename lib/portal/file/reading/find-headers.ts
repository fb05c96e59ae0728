import { LONGEST_HEADER, MOST_COLUMNS } from '../../../domain/file-mapping.ts';
import { readHeader } from './field-names.ts';
import { type Cell, type RawTable, type Table, textOf } from './table.ts';

/** Rows among which the headings are looked for: reports have a title above. */
const SAMPLE = 20;

/**
 * Finds the heading row: the one with the most known headings, else the first one with several cells. Rows below it that have more or
 * fewer cells than headings are broken.
 */
export function findHeaders(raw: RawTable): Table | undefined {
  const known = raw.rows.slice(0, SAMPLE).map(({ cells }) => cells.filter(isKnown).length);
  const most = Math.max(0, ...known);
  const index = most >= 2 ? known.indexOf(most) : raw.rows.findIndex(({ cells }) => cells.filter(isFilled).length > 1);
  const row = raw.rows[Math.max(index, 0)];
  if (!row) return undefined;
  const headers = uniqueHeaders(withoutEnd(row.cells).slice(0, MOST_COLUMNS));
  const isSheet = raw.sheets !== undefined;
  const rows = raw.rows.slice(Math.max(index, 0) + 1).map((one) => {
    const cells = one.cells.length > headers.length ? withoutEnd(one.cells, headers.length) : one.cells;
    if (one.broken !== undefined || cells.length === headers.length || (isSheet && cells.length < headers.length))
      return { ...one, cells };
    return {
      ...one,
      cells,
      broken: `it has ${cells.length} cells, but there are ${headers.length} headings`,
    };
  });
  if (rows.length === 0) return undefined;
  return { ...raw, rows, headers, headerLine: row.line };
}

function isKnown(cell: Cell): boolean {
  return readHeader(textOf(cell)).field !== undefined;
}

function isFilled(cell: Cell): boolean {
  return textOf(cell) !== '';
}

/** Cells without the blank ones at the end, down to a number of them. */
function withoutEnd(cells: readonly Cell[], least = 0): Cell[] {
  let end = cells.length;
  while (end > least && textOf(cells[end - 1]) === '') end -= 1;
  return cells.slice(0, end);
}

/** Headings that can be distinguished: a blank one is named by its column, one that is there again by its number. */
function uniqueHeaders(cells: readonly Cell[]): string[] {
  const seen = new Map<string, number>();
  return cells.map((cell, index) => {
    const text =
      textOf(cell)
        .replace(/\s+/g, ' ')
        .slice(0, LONGEST_HEADER - 10) || `Column ${index + 1}`;
    const key = text.toLowerCase();
    const count = (seen.get(key) ?? 0) + 1;
    seen.set(key, count);
    return count === 1 ? text : `${text} (${count})`;
  });
}
