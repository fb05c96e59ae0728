import Papa from 'papaparse';
import { MOST_ROWS } from '../../../shared/bounds.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { type Breathe, type RawTable, refused, type TableRow } from './table.ts';

const SEPARATORS = [';', '\t', '|', ','] as const;
type Separator = (typeof SEPARATORS)[number];

/** Rows that the separator is found by. */
const SAMPLE = 60;
/** Characters that are read before the page gets a turn. */
const PIECE = 512 * 1024;

/** Reads delimited text into rows of texts; nothing is taken for a number here. */
export async function readCsv(source: string, breathe: Breathe): Promise<Result<RawTable>> {
  // One kind of line end, so that lines are counted as an editor does.
  const lines = source.replace(/\r\n?/g, '\n');
  const { separator: declared, rest, skipped } = declaredSeparator(lines);
  const separator = declared ?? findSeparator(rest);
  const rows: TableRow[] = [];
  let line = 1 + skipped;
  let isOpen = false;

  const take = ({ data, errors }: Papa.ParseResult<string[]>) => {
    const broken = new Map<number, string>();
    for (const { code, row, type } of errors) {
      if (code === 'MissingQuotes') isOpen = true;
      if (type === 'Quotes' && row !== undefined) broken.set(row, 'its quotation marks do not match');
    }
    for (const [index, cells] of data.entries()) {
      const first = line;
      line += 1 + cells.reduce((sum, cell) => sum + lineEnds(cell), 0);
      const why = broken.get(index);
      if (cells.every((cell) => cell.trim() === '') && why === undefined) continue;
      rows.push({ line: first, cells, ...(why !== undefined && { broken: why }) });
    }
  };

  for await (const piece of pieces(rest, separator)) {
    take(piece.result);
    if (rows.length > MOST_ROWS + 1) return fail(tooManyRows());
    await breathe(piece.done);
  }
  if (isOpen) return fail(unclosed(rows.at(-1)?.line ?? line));
  return ok({ rows });
}

/** A spreadsheet's own first line `sep=;` names the separator. */
function declaredSeparator(text: string): { separator?: Separator; rest: string; skipped: number } {
  const match = /^"?sep=([;,|\t])"?\n/i.exec(text.slice(0, 20));
  if (!match) return { rest: text, skipped: 0 };
  return { separator: match[1] as Separator, rest: text.slice(match[0].length), skipped: 1 };
}

/**
 * The separator under which the greatest share of the first rows has the same number of cells, of which there are several, and
 * quotation marks that match. The share, not the number: under a wrong separator the lines of one cell count as rows.
 */
function findSeparator(text: string): Separator {
  const scored = SEPARATORS.map((separator) => ({ separator, score: sameLengthShare(text, separator) }));
  return scored.reduce((best, one) => (one.score > best.score ? one : best)).separator;
}

function sameLengthShare(text: string, delimiter: Separator): number {
  const { data, errors } = Papa.parse<string[]>(text.slice(0, PIECE), { ...CONFIG, delimiter, preview: SAMPLE });
  const broken = new Set(errors.map(({ row }) => row));
  const filled = [...data.entries()].filter(([, cells]) => cells.some((cell) => cell.trim() !== ''));
  const counts = new Map<number, number>();
  for (const [index, { length }] of filled) {
    if (length > 1 && !broken.has(index)) counts.set(length, (counts.get(length) ?? 0) + 1);
  }
  return Math.max(0, ...counts.values()) / Math.max(1, filled.length);
}

const CONFIG = { header: false, dynamicTyping: false, skipEmptyLines: false, newline: '\n', quoteChar: '"' } as const;

/**
 * The text parsed piece by piece. A piece ends where a row does: what the parser could not finish is read again with the next
 * piece, and all of it with the last.
 */
async function* pieces(text: string, delimiter: Separator) {
  let start = 0;
  let length = PIECE;
  while (start < text.length) {
    const end = Math.min(text.length, start + length);
    const isLast = end === text.length;
    const part = text.slice(start, end);
    const whole = isLast ? part.length : lastRowEnd(part, delimiter);
    if (whole === 0) {
      // One row is longer than the piece.
      length *= 2;
      continue;
    }
    const result = Papa.parse<string[]>(part.slice(0, whole), { ...CONFIG, delimiter });
    // A line end that closes the last row is not the beginning of another one.
    if (part[whole - 1] === '\n' && result.data.at(-1)?.join('') === '') result.data.pop();
    start += whole;
    length = PIECE;
    yield { result, done: start / text.length };
  }
}

/** Where the last row ends that is whole; 0: none is. */
function lastRowEnd(part: string, delimiter: Separator): number {
  let end = 0;
  Papa.parse<string[]>(part, {
    ...CONFIG,
    delimiter,
    step: ({ meta, errors }) => {
      const isClosed = !errors.some(({ code }) => code === 'MissingQuotes');
      if (isClosed && meta.cursor < part.length) end = meta.cursor;
    },
  });
  return end;
}

function lineEnds(cell: string): number {
  let count = 0;
  for (let at = cell.indexOf('\n'); at >= 0; at = cell.indexOf('\n', at + 1)) count += 1;
  return count;
}

export function tooManyRows() {
  return refused(
    `The file has more than ${MOST_ROWS.toLocaleString('en-US')} rows.`,
    'Divide it by customers, or export fewer columns and months.',
    'too-large',
  );
}

function unclosed(line: number) {
  return refused(
    `Line ${line}: a quotation mark opens a text that is never closed, so the rest of the file cannot be read.`,
    'Correct that line, or export the file again.',
  );
}
