import { openDB } from 'idb';

/** A database as JSON: its layout, and every row with what JSON cannot say in words. */
export interface KeptDatabase {
  /** Of the code that wrote it. */
  commit?: string;
  version: number;
  stores: KeptStore[];
}

interface KeptStore {
  name: string;
  keyPath: string | string[] | null;
  indexes: { name: string; keyPath: string | string[]; multiEntry: boolean }[];
  rows: { key: unknown; value: unknown }[];
}

const ARRAYS = { Float64Array, Uint16Array, Uint32Array, Uint8Array };

/** Reads all of a database. */
export async function keepDatabase(name: string): Promise<KeptDatabase> {
  const database = await openDB(name);
  const stores: KeptStore[] = [];
  for (const storeName of database.objectStoreNames) {
    const { store } = database.transaction(storeName);
    const indexes = [...store.indexNames].map((indexName) => {
      const { keyPath, multiEntry } = store.index(indexName);
      return { name: indexName, keyPath, multiEntry };
    });
    const { keyPath } = store;
    const [keys, values] = await Promise.all([store.getAllKeys(), store.getAll()]);
    const rows = values.map((value, at) => ({ key: keys[at], value: toJson(value) }));
    stores.push({ name: storeName, keyPath, indexes, rows });
  }
  const { version } = database;
  database.close();
  return { version, stores };
}

/** Makes a database again as it was kept. */
export async function restoreDatabase(name: string, { version, stores }: KeptDatabase): Promise<void> {
  const database = await openDB(name, version, {
    upgrade: (made) => {
      for (const { name: storeName, keyPath, indexes } of stores) {
        const store = made.createObjectStore(storeName, { keyPath });
        for (const { name: indexName, keyPath: path, multiEntry } of indexes)
          store.createIndex(indexName, path, { multiEntry });
      }
    },
  });
  for (const { name: storeName, keyPath, rows } of stores) {
    const { store, done } = database.transaction(storeName, 'readwrite');
    for (const { key, value } of rows) await store.put(fromJson(value), keyPath === null ? (key as string) : undefined);
    await done;
  }
  database.close();
}

function toJson(value: unknown): unknown {
  if (typeof value === 'number' && !Number.isFinite(value)) return { $number: String(value) };
  if (ArrayBuffer.isView(value))
    return { $array: value.constructor.name, values: [...(value as Uint8Array)].map(toJson) };
  if (Array.isArray(value)) return value.map(toJson);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([member, one]) => [member, toJson(one)]));
}

/** The value again that `toJson` wrote. */
export function fromJson(json: unknown): unknown {
  if (Array.isArray(json)) return json.map(fromJson);
  if (typeof json !== 'object' || json === null) return json;
  if ('$number' in json) return Number(json.$number);
  if ('$array' in json) {
    const { $array, values } = json as { $array: keyof typeof ARRAYS; values: unknown[] };
    return ARRAYS[$array].from(values.map(fromJson) as number[]);
  }
  return Object.fromEntries(Object.entries(json).map(([member, one]) => [member, fromJson(one)]));
}
