/*
 * Values as JSON text that PostgreSQL can store and a user can read: what JSON has no form for (numbers that are none, undefined
 * members, packed columns of numbers) is an object with the one member `$`. It is `text` and not `jsonb`, because that refuses the
 * character NUL and changes the order of members.
 */

const COLUMNS = { Uint8Array, Uint16Array, Uint32Array, Float64Array } as const;
type ColumnName = keyof typeof COLUMNS;

/**
 * Returns a value as text.
 * @throws DOMException `DataCloneError` for what cannot be stored, as IndexedDB does
 */
export function encodeValue(value: unknown): string {
  return JSON.stringify(plain(value));
}

/** Returns the value that `encodeValue` made this text of. */
export function decodeValue(text: string): unknown {
  return whole(JSON.parse(text) as unknown);
}

function plain(value: unknown): unknown {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number')
    return Number.isFinite(value) && !Object.is(value, -0) ? value : marked('number', value);
  if (value === undefined) return { $: 'undefined' };
  if (Array.isArray(value)) return Array.from(value, plain);
  if (typeof value !== 'object') throw refused(typeof value);
  const column = columnName(value);
  if (column) return { $: column, bytes: bytesOf(value as Uint8Array).toString('base64') };
  if (value instanceof Date) return { $: 'date', at: value.getTime() };
  if (!isPlain(value)) throw refused('object');
  const members: [string, unknown][] = Object.entries(value).map(([name, member]) => [name, plain(member)]);
  return Object.hasOwn(value, '$') ? { $: 'object', members } : Object.fromEntries(members);
}

function whole(value: unknown): unknown {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(whole);
  if (Object.hasOwn(value, '$')) return unmarked(value as Marked);
  const members = value as Record<string, unknown>;
  for (const name of Object.keys(members)) {
    const member = members[name];
    if (member !== null && typeof member === 'object') members[name] = whole(member);
  }
  return members;
}

interface Marked {
  $: string;
  value?: string;
  bytes?: string;
  at?: number;
  members?: [string, unknown][];
}

function unmarked({ $, value, bytes = '', at = Number.NaN, members = [] }: Marked): unknown {
  if ($ === 'undefined') return undefined;
  if ($ === 'number') return value === '-0' ? -0 : Number(value);
  if ($ === 'date') return new Date(at);
  if ($ === 'object') return Object.fromEntries(members.map(([name, member]) => [name, whole(member)]));
  const Column = COLUMNS[$ as ColumnName];
  // Copied, so that it begins where a column of wide numbers may begin.
  return new Column(new Uint8Array(Buffer.from(bytes, 'base64')).buffer);
}

function marked(kind: 'number', value: number): Marked {
  return { $: kind, value: Object.is(value, -0) ? '-0' : String(value) };
}

function columnName(value: object): ColumnName | undefined {
  const name = value.constructor?.name;
  return ArrayBuffer.isView(value) && Object.hasOwn(COLUMNS, name) ? (name as ColumnName) : undefined;
}

function bytesOf({ buffer, byteOffset, byteLength }: Uint8Array): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength);
}

/** Instances of a class are stored by their own members, as IndexedDB does; maps, sets, promises and the like are not needed. */
function isPlain(value: object): boolean {
  return Object.prototype.toString.call(value) === '[object Object]';
}

function refused(what: string): DOMException {
  return new DOMException(`A value of type ${what} could not be cloned.`, 'DataCloneError');
}
