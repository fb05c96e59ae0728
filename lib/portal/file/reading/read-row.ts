import type { FileColumn, FileField, FileMapping } from '../../../domain/file-mapping.ts';
import type { Account, AccountKind } from '../../../domain/portal-facts.ts';
import { isoTime } from '../../../shared/time.ts';
import { customerNumber } from './customer-number.ts';
import { isNoDate, readDate, readMonth, readSerial } from './dates.ts';
import { COUNTS, SIZES, TIMES } from './field-names.ts';
import { readNumber } from './numbers.ts';
import type { Fault } from './row-error.ts';
import { divideSize, readSize, toBytes } from './sizes.ts';
import { type Cell, type TableRow, textOf } from './table.ts';

/** One row as understood: fields by their name, figures by their column. */
export interface ReadRow {
  customerId: string;
  /** What the customer's number was made of; undefined where it is a number of the file. */
  customerKey?: string;
  texts: Partial<Record<FileField, string>>;
  amounts: Partial<Pick<Account, 'onlineBytes' | 'localBytes' | 'mailboxes' | 'licences'>>;
  times: Partial<Pick<Account, 'lastBackupAt' | 'lastErrorFreeBackupAt' | 'expiresAt'>>;
  month?: string;
  figures: Map<number, number>;
  /** What keeps the row from being used; the first of them is reported. */
  faults: Fault[];
}

/** Longest name or word that is taken. */
const LONGEST_TEXT = 300;

/** Reads one row by the mapping. Whatever cannot be read is a fault; nothing is guessed. */
export function readRow(row: TableRow, { columns, hasEfsIds }: FileMapping, from1904: boolean): ReadRow {
  const read: ReadRow = { customerId: '', texts: {}, amounts: {}, times: {}, figures: new Map(), faults: [] };
  if (row.broken !== undefined) read.faults.push({ what: row.broken });
  for (const [index, column] of columns.entries()) {
    // A row of a sheet may end early. Without its month it would count as one of the newest.
    const cell = row.cells[index] ?? (column.use === 'month' ? '' : undefined);
    if (column.use === 'ignore' || cell === undefined) continue;
    const fault = readCell(read, index, column, cell, from1904);
    if (fault) read.faults.push({ column: column.header, value: textOf(cell), what: fault });
  }
  const { customerId: id = '', customerName: name = '' } = read.texts;
  const hasIds = columns.some(({ use }) => use === 'customerId');
  const key = hasIds ? id : name;
  const number = customerNumber(key, hasEfsIds && hasIds);
  if (number !== undefined) {
    read.customerId = number;
    if (number !== key) read.customerKey = key.toLowerCase();
  } else if (key === '') read.faults.push({ what: 'it names no customer' });
  else read.faults.push({ ...headed(columns, 'customerId'), value: key, what: 'is no EFS id' });
  return read;
}

function headed(columns: readonly FileColumn[], use: FileField): Pick<Fault, 'column'> {
  const header = columns.find((column) => column.use === use)?.header;
  return header === undefined ? {} : { column: header };
}

/** Puts the cell's value into the row; answers what is wrong with it, as the end of a sentence. */
function readCell(row: ReadRow, index: number, column: FileColumn, cell: Cell, from1904: boolean): string | undefined {
  const { use } = column;
  if (typeof cell === 'object') return 'is an error of the spreadsheet';
  const text = textOf(cell);
  if (use === 'figure') {
    const amount = column.unit === 'count' ? countOf(cell, text, column) : sizeOf(cell, text, column);
    if (amount !== undefined && text !== '') row.figures.set(index, amount);
    return amount === undefined && text !== '' ? noNumber(text) : undefined;
  }
  if (SIZES.has(use) || COUNTS.has(use)) return readAmount(row, column, cell, text);
  if (TIMES.has(use)) return readTime(row, column, cell, text, from1904);
  if (text.length > LONGEST_TEXT) return `is longer than ${LONGEST_TEXT} characters`;
  if (/^#(?:N\/A|REF!|VALUE!|NAME\?|DIV\/0!|NUM!|NULL!)$/.test(text)) return 'is an error of the spreadsheet';
  if (text !== '' && use !== 'ignore') row.texts[use] = text;
  return undefined;
}

function readAmount(row: ReadRow, column: FileColumn, cell: Cell, text: string): string | undefined {
  if (text === '') return undefined;
  const isSize = column.use === 'onlineBytes' || column.use === 'localBytes';
  const amount = isSize ? sizeOf(cell, text, column) : countOf(cell, text, column);
  if (amount === undefined) return noNumber(text);
  if (!isSize && !Number.isInteger(amount)) return 'is no whole number';
  if (column.use === 'onlineBytes') row.amounts.onlineBytes = amount;
  if (column.use === 'localBytes') row.amounts.localBytes = amount;
  if (column.use === 'mailboxes') row.amounts.mailboxes = amount;
  if (column.use === 'licences') row.amounts.licences = amount;
  return undefined;
}

function noNumber(text: string): string {
  if (/^-\s*\d/.test(text)) return 'is negative';
  return divideSize(text).unit === undefined && /\d\s*[a-z]+$/i.test(text) ? 'has an unknown unit' : 'is no number';
}

function countOf(cell: Cell, text: string, { decimal = 'point' }: FileColumn): number | undefined {
  return typeof cell === 'number' ? plain(cell) : readNumber(text, decimal);
}

function sizeOf(cell: Cell, text: string, { decimal = 'point', unit }: FileColumn): number | undefined {
  const size = unit === 'count' ? undefined : unit;
  if (typeof cell !== 'number') return readSize(text, decimal, size);
  const amount = plain(cell);
  return amount === undefined || size === undefined ? undefined : toBytes(amount, size);
}

function plain(number: number): number | undefined {
  return number >= 0 && number <= Number.MAX_SAFE_INTEGER ? number : undefined;
}

function readTime(
  row: ReadRow,
  { use, dates }: FileColumn,
  cell: Cell,
  text: string,
  from1904: boolean,
): string | undefined {
  if (isNoDate(text)) return use === 'month' ? 'is no month' : undefined;
  const serial = typeof cell === 'number' ? readSerial(cell, from1904) : undefined;
  if (use === 'month') {
    const month = serial?.slice(0, 7) ?? (typeof cell === 'number' ? undefined : readMonth(text, dates));
    if (month === undefined) return 'is no month';
    row.month = month;
    return undefined;
  }
  const time = typeof cell === 'number' ? serial : readDate(text, dates);
  if (time === undefined) return 'is no date';
  if (use === 'lastBackupAt') row.times.lastBackupAt = time;
  if (use === 'lastErrorFreeBackupAt') row.times.lastErrorFreeBackupAt = time;
  if (use === 'expiresAt') row.times.expiresAt = time;
  return undefined;
}

const KINDS: readonly [RegExp, AccountKind][] = [
  [/^(?:server|windows server)$/i, 'server'],
  [/^(?:desktop|workstation|pc|laptop|notebook)$/i, 'desktop'],
  [/^(?:appliance|bdr|bdr appliance)$/i, 'appliance'],
  [/^(?:mailbox|mailboxes|email)$/i, 'mailboxes'],
];

/** Returns the kind that a word names; a plan of mailboxes or an appliance names it too. Any other word is unknown. */
export function kindOf(word: string | undefined, plan: string): AccountKind {
  const named = KINDS.find(([pattern]) => pattern.test(word?.trim() ?? ''))?.[1];
  if (named) return named;
  if (/^email (?:archiving|filtering)/i.test(plan)) return 'mailboxes';
  return /^bdr appliance/i.test(plan) ? 'appliance' : 'unknown';
}

/** Returns the first and the last day of `2026-05`. */
export function daysOfMonth(month: string): { from: string; to: string } {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return { from: `${month}-01`, to: isoTime(Date.UTC(year, number, 0)).slice(0, 10) };
}
