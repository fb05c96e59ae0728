import type { RowError } from '../../../domain/file-import.ts';

/** Longer values are cut: they are shown, not read. */
const LONGEST_VALUE = 60;

/** What is wrong with one cell, or with a row as a whole. */
export interface Fault {
  column?: string;
  value?: string;
  /** Follows the value: “abc” *is no number*. Of a whole row: a sentence without its period. */
  what: string;
}

export function rowError(line: number, { column, value, what }: Fault): RowError {
  const shown = value?.slice(0, LONGEST_VALUE);
  const place = column === undefined ? `Line ${line}` : `Line ${line}, column “${column}”`;
  return {
    line,
    ...(column !== undefined && { column }),
    ...(shown !== undefined && { value: shown }),
    sentence: `${place}: ${shown === undefined ? what : `“${shown}” ${what}`}.`,
  };
}
