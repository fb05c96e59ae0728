import { type BoundStore, boundStore } from './object-store.ts';
import { type RecordSource, recordSource } from './record-source.ts';
import type { SqlDatabase } from './sql.ts';
import type { StoreDefinition } from './store-definition.ts';
import { StoreTransaction } from './transaction.ts';

export interface BoundTransaction {
  /** The first of its stores. */
  readonly store: BoundStore;
  readonly done: Promise<void>;
  objectStore(name: string): BoundStore;
  abort(): void;
}

/** What `lib/db` uses of IndexedDB, over PostgreSQL. */
export interface ObjectDatabase {
  readonly objectStoreNames: readonly string[];
  transaction(names: string | readonly string[], mode?: 'readonly' | 'readwrite'): BoundTransaction;
  get(store: string, query: unknown): Promise<unknown>;
  getAll(store: string, query?: unknown, count?: number): Promise<unknown[]>;
  getAllKeys(store: string, query?: unknown, count?: number): Promise<unknown[]>;
  getAllFromIndex(store: string, index: string, query?: unknown, count?: number): Promise<unknown[]>;
  count(store: string, query?: unknown): Promise<number>;
  put(store: string, value: unknown, key?: unknown): Promise<unknown>;
  delete(store: string, query: unknown): Promise<void>;
  /** Takes no more calls. The PostgreSQL stays open: others use it too. */
  close(): void;
}

/** Offers the object stores of a schema, which are there already. */
export function objectDatabase(
  sql: SqlDatabase,
  schema: string,
  definitions: ReadonlyMap<string, StoreDefinition>,
): ObjectDatabase {
  const held = { isClosed: false };
  const definitionOf = (name: string): StoreDefinition => {
    const definition = definitions.get(name);
    if (!definition) throw new DOMException(`There is no object store ${name}.`, 'NotFoundError');
    if (held.isClosed) throw new DOMException('The database is closed.', 'InvalidStateError');
    return definition;
  };
  const transaction = (names: string | readonly string[], mode: 'readonly' | 'readwrite' = 'readonly') => {
    const all = typeof names === 'string' ? [names] : names;
    for (const name of all) definitionOf(name);
    const begun = new StoreTransaction({ sql, schema, names: all, mode });
    const stores = new Map<string, BoundStore>();
    const objectStore = (name: string): BoundStore => {
      if (!all.includes(name)) throw new DOMException(`The transaction does not use ${name}.`, 'NotFoundError');
      const store = stores.get(name) ?? boundStore(schema, definitionOf(name), begun);
      stores.set(name, store);
      return store;
    };
    return {
      objectStore,
      get store() {
        return objectStore(all[0] ?? '');
      },
      done: begun.done,
      abort: () => begun.abort(),
    };
  };
  /** One request sees one moment by itself. */
  const reading = (store: string, index?: string): RecordSource => {
    definitionOf(store);
    return recordSource({ schema, store, index }, (work) => work(sql.query));
  };
  const writing = async <T>(name: string, work: (store: BoundStore) => Promise<T>): Promise<T> => {
    const { store, done } = transaction(name, 'readwrite');
    const answer = await work(store);
    await done;
    return answer;
  };
  return {
    objectStoreNames: [...definitions.keys()].sort(),
    transaction,
    get: async (store, query) => reading(store).get(query),
    getAll: async (store, query, count) => reading(store).getAll(query, count),
    getAllKeys: async (store, query, count) => reading(store).getAllKeys(query, count),
    getAllFromIndex: async (store, index, query, count) => reading(store, index).getAll(query, count),
    count: async (store, query) => reading(store).count(query),
    put: (name, value, key) => writing(name, (store) => store.put(value, key)),
    delete: (name, query) => writing(name, (store) => store.delete(query)),
    close: () => {
      held.isClosed = true;
    },
  };
}
