import { DAY, isoTime } from '../../shared/time.ts';
import type { EngineDeps } from '../engine-api.ts';
import { forgetMonthsBefore } from './fleet/month-snapshots.ts';

/** How long journal, event log, usage and the comparisons of months are kept (docs/reference/sync.md#journal). */
const KEPT = 400 * DAY;

/**
 * Deletes what was stored more than 400 days ago.
 * @param now a time that another machine confirmed (`lib/shared/confirmed-clock.ts`), in milliseconds since the epoch: by a wrong clock
 * everything would be old
 */
export async function prune({ store }: Pick<EngineDeps, 'store'>, now: number): Promise<void> {
  const before = isoTime(now - KEPT);
  const month = before.slice(0, 7);
  await store.pruneJournal(before);
  await store.pruneUsage(month);
  await forgetMonthsBefore({ store }, month);
}
