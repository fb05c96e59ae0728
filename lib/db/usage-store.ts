import type { ConnectionPair } from '../domain/connection-pair.ts';
import { withDay } from '../domain/usage-history.ts';
import type { SyncStore } from '../sync/store.ts';
import { ownKey } from './owned.ts';
import type { Database } from './schema.ts';
import { atomically } from './transaction.ts';

type UsageStore = Pick<SyncStore, 'recordUsage' | 'usageMonths' | 'pruneUsage'>;

/** What was measured day by day, a row per customer and month. */
export function usageStore(database: Database, pair: ConnectionPair): UsageStore {
  return {
    recordUsage: (customerId, day, measured) =>
      atomically(database, ['usage'], async (transaction) => {
        const usage = transaction.objectStore('usage');
        const month = day.slice(0, 7);
        const before = (await usage.get(ownKey(pair, customerId, month))) ?? { month, services: {} };
        const after = withDay(before, day, measured);
        if (after !== before) await usage.put({ ...after, ...pair, customerId });
      }),
    usageMonths: (customerId, since) =>
      database.getAll('usage', IDBKeyRange.bound(ownKey(pair, customerId, since), ownKey(pair, customerId, '\uffff'))),
    pruneUsage: (before) =>
      atomically(database, ['usage'], async (transaction) => {
        const usage = transaction.objectStore('usage');
        const old = IDBKeyRange.upperBound(before, true);
        for (const key of await usage.index('byMonth').getAllKeys(old)) await usage.delete(key);
      }),
  };
}
