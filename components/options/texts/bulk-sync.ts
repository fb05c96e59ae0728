import type { BulkSyncView } from '../../../lib/domain/bulk-sync-view.ts';
import { MINUTE, SECOND } from '../../../lib/shared/time.ts';
import { count, formatNumber } from '../../ui/format.ts';

/** `12 of 340 customers`, or what is done while nobody knows how many there are. */
export function bulkSyncProgress({ done, total }: Pick<BulkSyncView, 'done' | 'total'>): string {
  return total > 0 ? `${formatNumber(done)} of ${count(total, 'customer')}` : 'Reading the customers';
}

/** `about 3 minutes left`; undefined while nobody knows. */
export function bulkSyncRemaining({ remainingSeconds }: Pick<BulkSyncView, 'remainingSeconds'>): string | undefined {
  if (remainingSeconds === undefined) return undefined;
  const minutes = Math.round((remainingSeconds * SECOND) / MINUTE);
  return minutes < 1 ? 'less than a minute left' : `about ${count(minutes, 'minute')} left`;
}

/** What came of each customer, in the order in which a user asks. */
export function bulkSyncCounts({
  updated,
  unchanged,
  needsUser,
  notLinked,
}: BulkSyncView): [words: string, n: number][] {
  return [
    ['Updated', updated],
    ['Nothing to change', unchanged],
    ['Needs review', needsUser],
    ['No company linked', notLinked],
  ];
}

/** How it ended, in a sentence. */
export function bulkSyncResult(bulkSync: BulkSyncView): string {
  const { state, done, total } = bulkSync;
  if (state === 'done') return `Sync finished: ${count(total, 'customer')}.`;
  if (state === 'cancelled') return `Cancelled after ${bulkSyncProgress({ done, total })}. What was written stays.`;
  return `Stopped after ${bulkSyncProgress({ done, total })}.`;
}
