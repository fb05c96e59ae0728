import { isTimeUp } from '../shared/age.ts';
import { nameOf } from '../shared/log.ts';
import { onceADay } from '../shared/once-a-day.ts';
import { SECOND } from '../shared/time.ts';
import { prune } from '../sync/bulk/prune.ts';
import type { Background } from './background.ts';

/** How long one call works: shorter than the time between two alarms, whose calls go on. */
const WORKING_TIME = 20 * SECOND;

/**
 * Keeps the search of the event log and the journal quick: what was written since goes into its index, and so does what an earlier
 * version stored, a part at a time. Never rejects.
 */
export async function tidyLogs({ engines, clock, log }: Pick<Background, 'engines' | 'clock' | 'log'>): Promise<void> {
  const began = clock();
  try {
    const store = await engines.store();
    while (await store.tidyLogs()) if (isTimeUp(began, began + WORKING_TIME, clock())) return;
  } catch (error) {
    log.warn('background/tidy-logs', 'The index of a log was not brought up to date; the next alarm does it.', {
      error: nameOf(error),
    });
  }
}

/**
 * Returns what deletes the logs of more than 400 days ago: after the calls of an alarm, since it needs a clock that one of their answers
 * confirmed, and once in a worker's life or in a day of it. It never rejects.
 */
export function createPruning({
  adapters,
  engines,
  log,
}: Pick<Background, 'adapters' | 'engines' | 'log'>): () => Promise<void> {
  const pruneDaily = onceADay(adapters.confirmedNow, async (now) => prune({ store: await engines.store() }, now));
  return () =>
    pruneDaily().catch((error: unknown) => {
      log.warn('background/tidy-logs', 'Old logs were not deleted; the next alarm does it.', { error: nameOf(error) });
    });
}
