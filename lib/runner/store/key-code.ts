/*
 * Keys as bytes whose order is the order of IndexedDB: numbers, then texts, then arrays; texts by their UTF-16 units; an array before
 * every longer one that begins with it. PostgreSQL compares `bytea` byte by byte, so its own indexes keep that order.
 */

/** What `lib/db` uses as keys. */
export type Key = number | string | Key[];

const NUMBER = 0x10;
const TEXT = 0x20;
const LIST = 0x30;
/** Ends a text and a list; lower than whatever may follow in one. */
const END = 0x00;

/** Units up to here take one byte, those up to `TWO` two, the others three. */
const ONE = 0x7e;
const TWO = ONE + 0x4000;

/** PostgreSQL takes up to 2,704 bytes in a row of an index, where two keys and two names have to fit. */
const LONGEST = 1_200;

/**
 * Returns a key's bytes.
 * @throws DOMException `DataError` for what is no key, and for one that is too long
 */
export function encodeKey(key: unknown): Uint8Array {
  const bytes: number[] = [];
  append(key, bytes);
  if (bytes.length > LONGEST) throw new DOMException(`A key is longer than ${LONGEST} bytes.`, 'DataError');
  return Uint8Array.from(bytes);
}

/** Returns the bytes of a key, or undefined for what is no key. */
export function encodeIfKey(value: unknown): Uint8Array | undefined {
  try {
    return encodeKey(value);
  } catch (error) {
    if (error instanceof DOMException && isNoKey(value)) return undefined;
    throw error;
  }
}

/** Returns the key that `encodeKey` made these bytes of. */
export function decodeKey(bytes: Uint8Array): Key {
  return read({ bytes, at: 0 });
}

function append(key: unknown, bytes: number[]): void {
  if (typeof key === 'number' && !Number.isNaN(key)) appendNumber(key, bytes);
  else if (typeof key === 'string') appendText(key, bytes);
  else if (Array.isArray(key)) {
    bytes.push(LIST);
    for (const part of key) append(part, bytes);
    bytes.push(END);
  } else throw new DOMException('The value is no valid key.', 'DataError');
}

function isNoKey(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(isNoKey);
  return typeof value === 'number' ? Number.isNaN(value) : typeof value !== 'string';
}

/** IEEE 754 with the sign turned, and all bits of negative numbers, so that the order of the bytes is that of the numbers. */
function appendNumber(key: number, bytes: number[]): void {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, key === 0 ? 0 : key);
  bytes.push(NUMBER);
  for (let at = 0; at < 8; at += 1) {
    const byte = view.getUint8(at);
    bytes.push(key < 0 ? byte ^ 0xff : at === 0 ? byte ^ 0x80 : byte);
  }
}

function appendText(key: string, bytes: number[]): void {
  bytes.push(TEXT);
  for (let at = 0; at < key.length; at += 1) {
    const unit = key.charCodeAt(at);
    if (unit <= ONE) bytes.push(unit + 1);
    else if (unit < TWO) {
      const rest = unit - ONE;
      bytes.push(0x80 | (rest >> 8), rest & 0xff);
    } else bytes.push(0xc0 | (unit >> 12), (unit >> 4) & 0xff, (unit & 0xf) << 4);
  }
  bytes.push(END);
}

interface Reader {
  readonly bytes: Uint8Array;
  at: number;
}

function read(reader: Reader): Key {
  const type = next(reader);
  if (type === NUMBER) return readNumber(reader);
  if (type === TEXT) return readText(reader);
  const list: Key[] = [];
  while (reader.bytes[reader.at] !== END) list.push(read(reader));
  reader.at += 1;
  return list;
}

function next(reader: Reader): number {
  const byte = reader.bytes[reader.at];
  if (byte === undefined) throw new Error('A stored key ends too early.');
  reader.at += 1;
  return byte;
}

function readNumber(reader: Reader): number {
  const view = new DataView(new ArrayBuffer(8));
  const isPositive = ((reader.bytes[reader.at] ?? 0) & 0x80) !== 0;
  for (let at = 0; at < 8; at += 1) {
    const byte = next(reader);
    view.setUint8(at, isPositive ? (at === 0 ? byte ^ 0x80 : byte) : byte ^ 0xff);
  }
  return view.getFloat64(0);
}

function readText(reader: Reader): string {
  const units: number[] = [];
  for (;;) {
    const first = next(reader);
    if (first === END) break;
    if (first < 0x80) units.push(first - 1);
    else if (first < 0xc0) units.push((((first & 0x3f) << 8) | next(reader)) + ONE);
    else units.push(((first & 0xf) << 12) | (next(reader) << 4) | (next(reader) >> 4));
  }
  let text = '';
  for (let at = 0; at < units.length; at += 8_192) text += String.fromCharCode(...units.slice(at, at + 8_192));
  return text;
}
