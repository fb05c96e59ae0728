import type { JournalEntry, Run } from '../../lib/domain/change.ts';
import { delay } from '../../lib/shared/delay.ts';
import type { Failure } from '../../lib/shared/errors.ts';
import type { Result } from '../../lib/shared/result.ts';

/** A run as it is now, and the journal entries that it has written. */
export interface RunReport {
  run: Run;
  entries: JournalEntry[];
}

const POLL_MS = 400;
/** A worker that is being restarted misses an answer or two; the run itself is in the store. */
const MISSES_ALLOWED = 8;
/** A minute of silence: then nobody waits any longer. */
const MOST_MISSES = 150;

interface FollowRunParts {
  /** Reads the run, e.g. by `run.view`. */
  read: () => Promise<Result<RunReport>>;
  signal: AbortSignal;
  onReport: (report: RunReport) => void;
  /** The worker is silent for some seconds. Reading goes on: the next report makes the failure void. */
  onFailure: (failure: Failure) => void;
}

/**
 * Follows a run on every screen in the same way: reads it until it ends, the worker stays silent for a minute, or the signal
 * aborts.
 */
export async function followRun({ read, signal, onReport, onFailure }: FollowRunParts): Promise<void> {
  let misses = 0;
  while (!signal.aborted && misses < MOST_MISSES) {
    const result = await read();
    if (signal.aborted) return;
    if (result.ok) {
      misses = 0;
      onReport(result.value);
      if (result.value.run.state !== 'running') return;
    } else {
      misses += 1;
      if (misses > MISSES_ALLOWED) onFailure(result.failure);
    }
    await delay(POLL_MS, signal);
  }
}
