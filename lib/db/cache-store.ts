import { type ConnectionPair, isSamePair, NO_CONNECTION } from '../domain/connection-pair.ts';
import type { CacheStore } from '../sync/cache-store.ts';
import type { Database } from './schema.ts';
import { atomically } from './transaction.ts';

/** What was forgotten, in memory: reads that began before do not outlive it either. */
export interface Forgets {
  /** How often ever. */
  count: number;
  /** Prefixes, the newest last. */
  newest: string[];
}

/** Of a bulk sync's companies while one read is under way. */
const MOST_FORGETS = 1_000;

/** Values that can be read again from the other side, each with the time it was stored. Those of another connection are never seen. */
export function cacheStore(database: Database, pair: ConnectionPair, forgets: Forgets): CacheStore {
  const own = isSamePair(pair, NO_CONNECTION) ? '' : JSON.stringify([pair.tenant, pair.portal]);
  return {
    cached: async <T>(key: string) => {
      const row = await database.get('cache', own + key);
      // The writer of a key is the only one that knows its type, and reader and writer are one function.
      return row && { value: row.value as T, at: row.at };
    },
    cachedAll: async <T>(prefix: string) => {
      const rows = await database.getAll('cache', rangeOf(own + prefix));
      return rows.map(({ key, value, at }) => ({ key: key.slice(own.length), value: value as T, at }));
    },
    cachedKeys: async (prefix) => {
      const keys = await database.getAllKeys('cache', rangeOf(own + prefix));
      return keys.map((key) => key.slice(own.length));
    },
    cache: async (key, value, now) => {
      await database.put('cache', { key: own + key, value, at: now });
    },
    changeCached: <T>(key: string, edit: (before: T | undefined) => T | undefined, now: number) =>
      atomically(
        database,
        ['cache'],
        async (transaction) => {
          const store = transaction.objectStore('cache');
          const before = await store.get(own + key);
          const value = edit(before?.value as T | undefined);
          if (value === undefined) await store.delete(own + key);
          else await store.put({ key: own + key, value, at: now });
        },
        'default',
      ),
    markForgets: async () => forgets.count,
    cacheSince: async (mark, rows, now) => {
      const since = forgets.count - mark;
      // Not known any more what was forgotten since: it may have been these.
      if (since > forgets.newest.length) return;
      const prefixes = since === 0 ? [] : forgets.newest.slice(-since);
      const kept = rows
        .map(({ key, value }) => ({ key: own + key, value, at: now }))
        .filter(({ key }) => !prefixes.some((prefix) => key.startsWith(prefix)));
      // Nothing is awaited between that look and these requests: what is forgotten later is deleted after them.
      await Promise.all(kept.map((row) => database.put('cache', row)));
    },
    forget: (prefix) => {
      forgets.count += 1;
      forgets.newest.push(own + prefix);
      if (forgets.newest.length > MOST_FORGETS) forgets.newest.shift();
      return database.delete('cache', rangeOf(own + prefix));
    },
  };
}

function rangeOf(prefix: string): IDBKeyRange {
  return IDBKeyRange.bound(prefix, `${prefix}\uffff`);
}
