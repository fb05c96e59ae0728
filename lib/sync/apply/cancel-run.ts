import type { Run } from '../../domain/change.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { type Clock, isoTime } from '../../shared/time.ts';
import type { EngineDeps } from '../engine-api.ts';
import type { SyncStore } from '../store.ts';

/**
 * Cancels a run. The request is stored, because the run may continue in a restarted worker, and is checked before every step
 * and change. What is being written at that moment is still written.
 */
export async function cancelRun(deps: Pick<EngineDeps, 'store' | 'clock'>, runId: string): Promise<Result<null>> {
  const run = await deps.store.getRun(runId);
  if (!run) {
    return fail({ code: 'not-found', message: 'This run is not in the journal.', nextStep: 'Look at the journal.' });
  }
  if (run.state !== 'running') {
    return fail({
      code: 'busy',
      message: 'This run has ended already, so there is nothing to cancel.',
      nextStep: 'Look at what it did; each change can be undone.',
      field: 'runId',
      value: runId,
    });
  }
  await deps.store.cache(key(runId), true, deps.clock());
  return ok(null);
}

export async function isCancelled(store: Pick<SyncStore, 'cached'>, runId: string): Promise<boolean> {
  return (await store.cached(key(runId))) !== undefined;
}

/** For whoever stored the run's end: the request is fulfilled, or came too late. */
export async function forgetCancel(store: Pick<SyncStore, 'forget'>, runId: string): Promise<void> {
  await store.forget(key(runId));
}

/** A run that was cancelled before it came to writing. */
export function cancelledRun(run: Run, clock: Clock): Run {
  return {
    ...run,
    finishedAt: isoTime(clock()),
    state: 'cancelled',
    progress: { ...run.progress, step: 'Cancelled' },
    outcomes: [...run.outcomes, { code: 'cancelled', text: 'Cancelled before anything was written.' }],
  };
}

/** Ends with a mark that no id holds: `forget` matches the beginning of a key. */
function key(runId: string): string {
  return `cancel:${runId}!`;
}
