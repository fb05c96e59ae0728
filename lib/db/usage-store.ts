import type { ConnectionPair } from '../domain/connection-pair.ts';
import { withDay } from '../domain/usage-history.ts';
import type { SyncStore } from '../sync/store.ts';
import { ownKey } from './owned.ts';
import type { Database, Schema } from './schema.ts';
import { atomically } from './transaction.ts';

type UsageStore = Pick<SyncStore, 'recordUsage' | 'usageMonths' | 'pruneUsage'>;

/** What was measured day by day, a row per customer and month. */
export function usageStore(database: Database, pair: ConnectionPair): UsageStore {
  return {
    recordUsage: (customerId, day, measured) =>
      atomically(database, ['usage'], async (transaction) => {
        const usage = transaction.objectStore('usage');
        const month = day.slice(0, 7);
        const stored = await usage.get(ownKey(pair, customerId, month));
        const before = stored && isWhole(stored) ? stored : { month, services: {} };
        const after = withDay(before, day, measured);
        if (after !== before) await usage.put({ ...after, ...pair, customerId });
      }),
    usageMonths: async (customerId, since) => {
      const range = IDBKeyRange.bound(ownKey(pair, customerId, since), ownKey(pair, customerId, '\uffff'));
      return (await database.getAll('usage', range)).filter(isWhole);
    },
    pruneUsage: (before) =>
      atomically(database, ['usage'], async (transaction) => {
        const usage = transaction.objectStore('usage');
        const old = IDBKeyRange.upperBound(before, true);
        for (const key of await usage.index('byMonth').getAllKeys(old)) await usage.delete(key);
      }),
  };
}

/** A row of another shape counts as not measured: a picture of the past is no reason to fail a sync. */
function isWhole({ services }: Schema['usage']['value']): boolean {
  return typeof services === 'object' && services !== null;
}
