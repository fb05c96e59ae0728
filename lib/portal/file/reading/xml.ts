import { Parser } from 'saxen';
import type { Breathe } from './table.ts';

/** Characters of XML that are read before the page gets a turn. */
const PIECE = 1024 * 1024;

/** What is called for tags and text; names come without their prefix. */
export interface XmlHandlers {
  open(name: string, attributes: () => Record<string, string>): void;
  close?(name: string): void;
  text?(value: string): void;
}

/** @throws Error where the XML is damaged */
export function readXml(xml: string, { open, close, text }: XmlHandlers): void {
  const parser = new Parser();
  parser.on('openTag', (name, attributes, decode) =>
    open(local(name), () => {
      const read = attributes();
      return Object.fromEntries(Object.entries(read).map(([key, value]) => [local(key), decode(value)]));
    }),
  );
  if (close) parser.on('closeTag', (name) => close(local(name)));
  if (text) {
    parser.on('text', (value, decode) => text(decode(value)));
    parser.on('cdata', (value) => text(value));
  }
  parser.on('error', (error) => {
    throw error;
  });
  parser.parse(xml);
}

/**
 * Reads the children of one element, piece by piece: the XML of a sheet can be as long as a book.
 * @param parent name of the element, `child` that of its children
 * @throws Error where the XML is damaged
 */
export async function readChildren(
  xml: string,
  { parent, child }: { parent: string; child: string },
  handlers: XmlHandlers,
  breathe: Breathe,
): Promise<void> {
  const opening = new RegExp(`<((?:[A-Za-z_][\\w.-]*:)?)${parent}(?:\\s[^<>]*)?(/?)>`).exec(xml);
  if (!opening) throw new Error(`No ${parent}`);
  if (opening[2] === '/') return;
  const prefix = opening[1] ?? '';
  const end = xml.indexOf(`</${prefix}${parent}>`, opening.index);
  if (end < 0) throw new Error(`${parent} does not end`);
  const childEnd = `</${prefix}${child}>`;
  let start = opening.index + opening[0].length;
  while (start < end) {
    const cut = start + PIECE < end ? xml.indexOf(childEnd, start + PIECE) : -1;
    const stop = cut < 0 || cut >= end ? end : cut + childEnd.length;
    readXml(`<piece>${xml.slice(start, stop)}</piece>`, handlers);
    start = stop;
    await breathe(stop / end);
  }
}

function local(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
