import { type ConnectionPair, isSamePair, NO_CONNECTION } from '../domain/connection-pair.ts';
import type { SyncStore } from '../sync/store.ts';
import type { Database } from './schema.ts';

type CacheStore = Pick<SyncStore, 'cached' | 'cache' | 'forget'>;

/** Values that can be read again from the other side, each with the time it was stored. Those of another connection are never seen. */
export function cacheStore(database: Database, pair: ConnectionPair): CacheStore {
  const own = isSamePair(pair, NO_CONNECTION) ? '' : JSON.stringify([pair.tenant, pair.portal]);
  return {
    cached: async <T>(key: string) => {
      const row = await database.get('cache', own + key);
      // The writer of a key is the only one that knows its type, and reader and writer are one function.
      return row && { value: row.value as T, at: row.at };
    },
    cache: async (key, value, now) => {
      await database.put('cache', { key: own + key, value, at: now });
    },
    forget: (prefix) => database.delete('cache', IDBKeyRange.bound(own + prefix, `${own}${prefix}\uffff`)),
  };
}
