/**
 * What the columns of an imported file mean (docs/reference/portals.md#file). Chosen once by a user and remembered by the file's
 * heading row, so that the next file of the same shape needs no choice.
 */
export const FILE_FIELDS = [
  'customerId',
  'customerName',
  'brand',
  'accountId',
  'parentId',
  'accountNo',
  'accountName',
  'role',
  'plan',
  'kind',
  'onlineBytes',
  'localBytes',
  'mailboxes',
  'licences',
  'lastBackupAt',
  'lastErrorFreeBackupAt',
  'lastStatus',
  'expiresAt',
  'month',
] as const;

export type FileField = (typeof FILE_FIELDS)[number];

/** `figure`: an amount of the customer as a whole, summed over its rows. */
export type ColumnUse = FileField | 'figure' | 'ignore';

/** Bytes of each unit of size: `GB` is decimal, `GiB` binary, as everywhere in the product. */
export const SIZE_UNITS = {
  bytes: 1,
  kB: 1e3,
  KiB: 2 ** 10,
  MB: 1e6,
  MiB: 2 ** 20,
  GB: 1e9,
  GiB: 2 ** 30,
  TB: 1e12,
  TiB: 2 ** 40,
} as const;

export type SizeUnit = keyof typeof SIZE_UNITS;

export type DecimalMark = 'point' | 'comma';
export type DateOrder = 'day-first' | 'month-first';

export interface FileColumn {
  /** Unique among the columns, see `uniqueHeaders`. */
  header: string;
  use: ColumnUse;
  /** Of a size: what its numbers are in. Of a figure: also `count`. */
  unit?: SizeUnit | 'count';
  /** Of numbers: which mark is the decimal one. Absent: the values say so themselves. */
  decimal?: DecimalMark;
  /** Of dates such as 04/02/2026. Absent: the values say so themselves. */
  dates?: DateOrder;
}

export interface FileMapping {
  columns: FileColumn[];
  /** Whether the customer ids are the numbers of the EFS ids in ConnectWise. */
  hasEfsIds: boolean;
}

/** More columns are not read. */
export const MOST_COLUMNS = 200;
export const LONGEST_HEADER = 200;

/** Returns what makes two files the same shape: their headings in order, without regard to case and blanks. */
export function signatureOf(headers: readonly string[]): string {
  return headers.map((header) => header.toLowerCase().replace(/\s+/g, '')).join('|');
}

/** Returns the name of a figure's measure: `file.` and the heading in lower case, digits and letters only. */
export function measureOfColumn(header: string): string {
  const key = header
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '');
  return `file.${key || 'column'}`;
}
