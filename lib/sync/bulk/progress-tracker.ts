import type { EngineDeps } from '../engine-api.ts';
import { type BulkSyncProgress, type Counted, writeProgress } from './bulk-sync-state.ts';
import { addQuantities, type CompanyQuantities } from './written-quantities.ts';

/** The progress of a bulk sync while one call works on it. */
export interface ProgressTracker {
  current(): BulkSyncProgress;
  put(members: Partial<BulkSyncProgress>): Promise<void>;
  /** Stores that a customer is processed, as what it counts, and what its company's runs wrote, in one step. */
  settle(customerId: string, counted: Counted, written?: CompanyQuantities): Promise<void>;
  /** Who is processed; stored with the next step. */
  setCurrent(name: string): void;
}

/** Several customers are processed at once, so that their steps are stored one after the other. */
export function trackProgress(
  deps: Pick<EngineDeps, 'store' | 'clock'>,
  bulkSyncId: string,
  before: BulkSyncProgress,
): ProgressTracker {
  let current = before;
  let counted = deps.clock();
  let stored: Promise<void> = Promise.resolve();
  const store = (change: (progress: BulkSyncProgress) => BulkSyncProgress): Promise<void> => {
    const now = deps.clock();
    current = change({ ...current, workedMilliseconds: current.workedMilliseconds + Math.max(0, now - counted) });
    counted = now;
    const next = current;
    stored = stored.then(() => writeProgress(deps, bulkSyncId, next));
    return stored;
  };
  return {
    current: () => current,
    put: (members) => store((progress) => ({ ...progress, ...members })),
    settle: (customerId, as, written) =>
      store((progress) => ({
        ...progress,
        ...addQuantities(progress, written),
        [as]: progress[as] + 1,
        settled: [...progress.settled, customerId],
      })),
    setCurrent: (name) => {
      current = { ...current, current: name };
    },
  };
}
