import { fail, ok, type Result } from '../../../shared/result.ts';
import { refused } from './table.ts';

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

/**
 * Returns the text of a file without its byte order mark. UTF-16 needs that mark; text that is no valid UTF-8 is Windows-1252, as
 * spreadsheets still write it.
 */
export function decodeText(bytes: Uint8Array): Result<{ text: string; encoding: Encoding }> {
  const encoding = encodingOf(bytes);
  const text = new TextDecoder(encoding).decode(bytes);
  if (text.includes('\0'))
    return fail(refused('This file is neither text nor a workbook.', 'Save it as CSV or XLSX and choose that file.'));
  return ok({ text, encoding });
}

function encodingOf(bytes: Uint8Array): Encoding {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return 'utf-8';
  } catch {
    return 'windows-1252';
  }
}
