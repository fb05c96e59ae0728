import { encodeIfKey, encodeKey } from './key-code.ts';

type KeyPath = string | readonly string[];

export interface IndexDefinition {
  name: string;
  keyPath: KeyPath;
  multiEntry: boolean;
}

/** An object store as `createObjectStore` and `createIndex` describe it. */
export interface StoreDefinition {
  name: string;
  /** null: the key is given beside the value. */
  keyPath: KeyPath | null;
  indexes: Map<string, IndexDefinition>;
}

/** One place of a record in an index. */
export interface IndexEntry {
  name: string;
  entry: Uint8Array;
}

/**
 * Returns the key of a record that is to be stored.
 * @throws DOMException `DataError` where it has none, or has two
 */
export function keyOf({ keyPath }: StoreDefinition, value: unknown, given: unknown): Uint8Array {
  if (keyPath === null) return encodeKey(given);
  if (given !== undefined) throw new DOMException('The store takes the key from the value.', 'DataError');
  return encodeKey(at(value, keyPath));
}

/** Returns where a value is found in the indexes of its store: nowhere in those whose members it lacks. */
export function entriesOf({ indexes }: StoreDefinition, value: unknown): IndexEntry[] {
  return [...indexes.values()].flatMap(({ name, keyPath, multiEntry }) => {
    const found = at(value, keyPath);
    const keys = multiEntry && Array.isArray(found) ? found.map(encodeIfKey) : [encodeIfKey(found)];
    return unique(keys.filter((key) => key !== undefined)).map((entry) => ({ name, entry }));
  });
}

function unique(keys: readonly Uint8Array[]): Uint8Array[] {
  return [...new Map(keys.map((key) => [Buffer.from(key).toString('hex'), key])).values()];
}

function at(value: unknown, keyPath: KeyPath): unknown {
  if (typeof keyPath !== 'string') return keyPath.map((path) => at(value, path));
  let found = value;
  for (const name of keyPath.split('.')) {
    if (found === null || typeof found !== 'object' || !Object.hasOwn(found, name)) return undefined;
    found = (found as Record<string, unknown>)[name];
  }
  return found;
}
