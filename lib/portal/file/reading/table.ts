import type { Failure } from '../../../shared/errors.ts';

/**
 * A cell as the file holds it. Text of a CSV file is text; a number is one that a spreadsheet stored as such, where no decimal
 * mark can be misread. `error`: a cell whose value the spreadsheet could not compute, or did not store.
 */
export type Cell = string | number | { error: string };

export interface TableRow {
  /** As an editor counts lines, or a spreadsheet rows; the first one of a row that goes over several. */
  line: number;
  cells: Cell[];
  /** Set: the row cannot be used. */
  broken?: string;
}

/** The rows of a file in the order of the file, those that are blank left out. */
export interface RawTable {
  rows: TableRow[];
  /** Sheets of a workbook, in order; absent: no workbook. */
  sheets?: string[];
  /** The one that was read. */
  sheet?: string;
  /** Whether the workbook counts days from 1904. */
  from1904?: boolean;
}

/** A table whose heading row was found. */
export interface Table extends RawTable {
  headers: string[];
  headerLine: number;
}

/** Gives the page a turn, and says how far reading is, from 0 to 1. */
export type Breathe = (done: number) => Promise<void>;

export function refused(message: string, nextStep: string, code: Failure['code'] = 'bad-input'): Failure {
  return { code, message, nextStep };
}

/** Text of a cell without blanks around it, for what is a text. */
export function textOf(cell: Cell | undefined): string {
  if (cell === undefined) return '';
  return typeof cell === 'object' ? cell.error : String(cell).replaceAll('\u00a0', ' ').trim();
}
