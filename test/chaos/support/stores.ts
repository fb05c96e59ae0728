import 'fake-indexeddb/auto';
import { openDB } from 'idb';
import { type OpenStore, openStore } from '../../../lib/db/sync-store.ts';

/** Where browsers, or runners, keep their data: one database for each name. */
export interface ChaosStores {
  open(name: string, ids?: () => string): Promise<OpenStore>;
  /** The same data, as object stores. */
  openObjects(name: string): Promise<ObjectStores>;
  /** How many transactions that may write were begun so far; absent: not counted. */
  writes?(): number;
}

/** What the chaos suites need of a database beside the engine's store. */
export interface ObjectStores {
  readonly objectStoreNames: Iterable<string>;
  transaction(
    names: string | string[],
    mode?: 'readonly' | 'readwrite',
  ): { objectStore(name: string): RawStore; done: Promise<void> };
  close(): void;
}

interface RawStore {
  readonly keyPath: string | readonly string[] | null;
  getAll(): Promise<unknown[]>;
  getAllKeys(): Promise<unknown[]>;
  put?(value: unknown, key?: unknown): Promise<unknown>;
}

/** Those of the extension. */
export const IN_INDEXEDDB: ChaosStores = {
  open: (name, ids) => openStore(name, ids),
  openObjects: async (name) => (await openDB(name)) as unknown as ObjectStores,
  writes: () => writesBegun,
};

let writesBegun = 0;
const begin = IDBDatabase.prototype.transaction;
IDBDatabase.prototype.transaction = function (names, mode, options) {
  if (mode === 'readwrite') writesBegun += 1;
  return begin.call(this, names, mode, options);
};
