import { openFile } from '../../../../lib/portal/file/reading/open-file.ts';
import { type Table, textOf } from '../../../../lib/portal/file/reading/table.ts';
import { value } from '../against-simulator.ts';

/** The table of a file that has this text in UTF-8. */
export async function tableOf(text: string): Promise<Table> {
  return value(await openFile(new TextEncoder().encode(text)));
}

/** Its cells as texts, line by line. */
export function linesOf({ rows }: Table): [number, ...string[]][] {
  return rows.map(({ line, cells }) => [line, ...cells.map(textOf)]);
}

/** Bytes of a text in an encoding that `TextEncoder` does not write. */
export function encoded(text: string, encoding: 'utf-16le' | 'utf-16be' | 'windows-1252'): Uint8Array {
  if (encoding === 'windows-1252') return Uint8Array.from(text, (one) => (one === '€' ? 0x80 : one.charCodeAt(0)));
  const bytes = new Uint8Array(2 + text.length * 2);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, 0xfeff, encoding === 'utf-16le');
  for (let at = 0; at < text.length; at += 1) view.setUint16(2 + at * 2, text.charCodeAt(at), encoding === 'utf-16le');
  return bytes;
}
