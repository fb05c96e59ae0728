import { MOST_FILE_BYTES } from '../../../domain/file-import.ts';
import type { Failure } from '../../../shared/errors.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { createBreather } from './breather.ts';
import { decodeText } from './decode-text.ts';
import { findHeaders } from './find-headers.ts';
import { readCsv } from './read-csv.ts';
import { type Breathe, refused, type Table } from './table.ts';

export interface OpenOptions {
  /** Called with how far reading is, 0 to 1; also where the page gets its turns. */
  onProgress?: (done: number) => void;
  /** Sheet of a workbook; absent: the first visible one. */
  sheet?: string;
}

/**
 * Reads an export into a table: CSV in any of the usual encodings and separators, or XLSX. The content decides, not the file's name.
 * Never throws for what is in a file.
 */
export async function openFile(bytes: Uint8Array, { onProgress, sheet }: OpenOptions = {}): Promise<Result<Table>> {
  const refusal = refusalOfSize(bytes.length);
  if (refusal) return fail(refusal);
  const breathe = createBreather(onProgress);
  if (startsWith(bytes, OLE)) return fail(OLD_WORKBOOK);
  const isArchive = startsWith(bytes, ZIP);
  const read = isArchive ? await readWorkbook(bytes, breathe, sheet) : await readText(bytes, breathe);
  if (!read.ok) return read;
  const headed = findHeaders(read.value);
  return headed ? ok(headed) : fail(refused('The file has no rows below a heading row.', 'Export it with headings.'));
}

/** Why a file of so many bytes is not read; undefined: it is. For before it is in memory. */
export function refusalOfSize(bytes: number): Failure | undefined {
  if (bytes === 0) return refused('The file is empty.', 'Export it again.');
  return bytes > MOST_FILE_BYTES ? TOO_LARGE : undefined;
}

/** Loaded for a workbook only: most files are CSV. */
async function readWorkbook(bytes: Uint8Array, breathe: Breathe, sheet: string | undefined) {
  const { readXlsx } = await import('./read-xlsx.ts');
  return readXlsx(bytes, breathe, sheet);
}

async function readText(bytes: Uint8Array, breathe: Breathe) {
  const decoded = decodeText(bytes);
  if (!decoded.ok) return decoded;
  const start = decoded.value.text.slice(0, 2_000).trimStart();
  if (/^<(?:!doctype|html|table|meta|head|\?xml|!--)/i.test(start)) return fail(MARKUP);
  return readCsv(decoded.value.text, breathe);
}

const ZIP = [0x50, 0x4b, 0x03, 0x04];
/** The container of `.xls` since 1997, and of workbooks with a password. */
const OLE = [0xd0, 0xcf, 0x11, 0xe0];

function startsWith(bytes: Uint8Array, start: readonly number[]): boolean {
  return start.every((byte, index) => bytes[index] === byte);
}

const OLD_WORKBOOK = refused(
  'This is a workbook of the old .xls format, or one with a password, which cannot be read.',
  'Open it in your spreadsheet program, save it as CSV or XLSX without a password, and choose that file.',
);

const MARKUP = refused(
  'This file is a web page or XML, even if its name ends in .xls.',
  'Open it in your spreadsheet program, save it as CSV or XLSX, and choose that file.',
);

const TOO_LARGE = refused(
  `The file is larger than ${MOST_FILE_BYTES / 1024 / 1024} MB.`,
  'Export fewer columns or months.',
  'too-large',
);
