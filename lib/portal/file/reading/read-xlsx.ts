import { MOST_COLUMNS } from '../../../domain/file-mapping.ts';
import { MOST_ROWS } from '../../../shared/bounds.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { tooManyRows } from './read-csv.ts';
import { type Breathe, type Cell, type RawTable, refused, type TableRow } from './table.ts';
import { DAMAGED, openWorkbook } from './workbook.ts';
import { readChildren } from './xml.ts';

/** Reads one sheet of a workbook: values as they are stored, also those of formulas. @param wanted absent: the first visible one */
export async function readXlsx(bytes: Uint8Array, breathe: Breathe, wanted?: string): Promise<Result<RawTable>> {
  const opened = openWorkbook(bytes);
  if (!opened.ok) return opened;
  const { sheets, from1904, part } = opened.value;
  const sheet = sheets.find(({ name }) => name === wanted) ?? sheets[0];
  if (!sheet) return fail(refused('This workbook has no visible sheet.', 'Show the sheet with the data and save it.'));
  try {
    const texts = await readTexts(part('xl/sharedStrings.xml'), (done) => breathe(done / 4));
    const rows = await readRows(part(sheet.part), texts, (done) => breathe(0.25 + done * 0.75));
    if (!rows) return fail(tooManyRows());
    return ok({ rows, sheets: sheets.map(({ name }) => name), sheet: sheet.name, from1904 });
  } catch {
    return fail(DAMAGED);
  }
}

/** Texts that cells refer to by number. A text may be in several runs; what says how it is spoken is none of it. */
async function readTexts(xml: string, breathe: Breathe): Promise<string[]> {
  const texts: string[] = [];
  if (xml === '') return texts;
  let [text, isText, isSpoken] = ['', false, false];
  await readChildren(
    xml,
    { parent: 'sst', child: 'si' },
    {
      open(name) {
        if (name === 'si') text = '';
        if (name === 't') isText = true;
        if (name === 'rPh') isSpoken = true;
      },
      close(name) {
        if (name === 'si') texts.push(text);
        if (name === 't') isText = false;
        if (name === 'rPh') isSpoken = false;
      },
      text(value) {
        if (isText && !isSpoken) text += value;
      },
    },
    breathe,
  );
  return texts;
}

/** Undefined: there are too many. */
async function readRows(xml: string, texts: readonly string[], breathe: Breathe): Promise<TableRow[] | undefined> {
  const rows: TableRow[] = [];
  let row: TableRow = { line: 0, cells: [] };
  let cell = newCell('', '');
  let column = -1;
  let into: 'value' | 'text' | undefined;
  let lastLine = 0;
  await readChildren(
    xml,
    { parent: 'sheetData', child: 'row' },
    {
      open(name, attributes) {
        if (name === 'row') {
          lastLine = lineOf(attributes().r, lastLine);
          row = { line: lastLine, cells: [] };
          column = -1;
        } else if (name === 'c') {
          const { r = '', t = '' } = attributes();
          column = columnOf(r) ?? column + 1;
          cell = newCell(t, r);
        } else if (name === 'f') cell.hasFormula = true;
        else if (name === 'v') into = 'value';
        else if (name === 't') into = 'text';
      },
      text(value) {
        if (into === 'value') cell.value += value;
        if (into === 'text') cell.text += value;
      },
      close(name) {
        if (name === 'v' || name === 't') into = undefined;
        if (name === 'c' && column < MOST_COLUMNS) set(row, column, cellValue(cell, texts));
        if (name === 'row' && row.cells.some((one) => one !== '') && rows.length <= MOST_ROWS + 1) rows.push(row);
      },
    },
    breathe,
  );
  return rows.length > MOST_ROWS + 1 ? undefined : rows;
}

interface RawCell {
  type: string;
  reference: string;
  value: string;
  text: string;
  hasFormula: boolean;
}

function newCell(type: string, reference: string): RawCell {
  return { type, reference, value: '', text: '', hasFormula: false };
}

function set(row: TableRow, column: number, value: Cell): void {
  while (row.cells.length < column) row.cells.push('');
  row.cells[column] = value;
}

/** As `xsd:double` writes it (ECMA-376, part 1, 18.3.1.96); blanks around it count as none. In one pass, however long it is. */
const NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d{1,3})?$/i;

function cellValue({ type, value, text, hasFormula }: RawCell, texts: readonly string[]): Cell {
  if (type === 'inlineStr') return text;
  if (value === '') return hasFormula && type !== 'str' ? { error: 'a formula without a stored value' } : '';
  if (type === 's')
    return texts[/^\d+$/.test(value.trim()) ? Number(value) : -1] ?? { error: 'a text that the workbook lacks' };
  if (type === 'e') return { error: value };
  if (type === 'b') return value === '1' ? 'TRUE' : 'FALSE';
  if (type === 'str' || type === 'd') return value;
  const number = NUMBER.test(value.trim()) ? Number(value) : Number.NaN;
  return Number.isFinite(number) ? number : { error: value };
}

/** Rows go down, and may leave some out; a number that does not say so is damaged. */
function lineOf(reference: string | undefined, lastLine: number): number {
  const line = /^\d{1,7}$/.test(reference ?? '') ? Number(reference) : 0;
  return line > lastLine ? line : lastLine + 1;
}

/** `C17` is column 2. */
function columnOf(reference: string): number | undefined {
  const letters = /^([A-Z]{1,3})\d+$/.exec(reference)?.[1];
  if (letters === undefined) return undefined;
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}
