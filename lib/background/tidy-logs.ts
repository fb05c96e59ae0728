import { isTimeUp } from '../shared/age.ts';
import { nameOf } from '../shared/log.ts';
import { SECOND } from '../shared/time.ts';
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
