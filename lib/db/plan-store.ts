import { DAY, isoTime, readTime } from '../shared/time.ts';
import type { SyncStore } from '../sync/store.ts';
import type { Database } from './schema.ts';
import { atomically } from './transaction.ts';

/** A plan that nobody applied is of no use after this long: facts and records have moved on. */
const KEPT = DAY;

/** Plans that were shown and may be applied. */
export function planStore(database: Database): Pick<SyncStore, 'putPlan' | 'plan'> {
  return {
    putPlan: (plan) =>
      atomically(database, ['plans'], async (transaction) => {
        const plans = transaction.objectStore('plans');
        await plans.put(plan);
        const before = isoTime((readTime(plan.madeAt) ?? 0) - KEPT);
        for (const key of await plans.index('byTime').getAllKeys(IDBKeyRange.upperBound(before))) {
          await plans.delete(key);
        }
      }),
    plan: (id) => database.get('plans', id),
  };
}
