import type { SyncStore } from '../sync/store.ts';
import type { Database } from './schema.ts';

type CacheStore = Pick<SyncStore, 'cached' | 'cache' | 'forget'>;

/** Values that can be read again from the other side, each with the time it was stored. */
export function cacheStore(database: Database): CacheStore {
  return {
    cached: async <T>(key: string) => {
      const row = await database.get('cache', key);
      // The writer of a key is the only one that knows its type, and reader and writer are one function.
      return row && { value: row.value as T, at: row.at };
    },
    cache: async (key, value, now) => {
      await database.put('cache', { key, value, at: now });
    },
    forget: (prefix) => database.delete('cache', IDBKeyRange.bound(prefix, `${prefix}\uffff`)),
  };
}
