import type { Run } from '../../domain/change.ts';
import type { Failure } from '../../shared/errors.ts';
import { retry } from '../pacing/retry.ts';
import type { Counted } from './bulk-sync-state.ts';

/** How a customer counts whose company was synced by this run; undefined: the sync has to be tried again. Pure. */
export function customerOutcome(run: Run): Counted | undefined {
  if (run.state === 'running' || run.state === 'interrupted') return undefined;
  // What is still on is planned again.
  if (run.turnedOff) return undefined;
  if (run.state === 'cancelled') return 'needsUser';
  if (run.failure && !isPermanent(run.failure)) return undefined;
  if (run.counts.conflict > 0) return undefined;
  if (run.state === 'failed' || run.counts.held > 0 || run.unreadable) return 'needsUser';
  return run.counts.applied > 0 ? 'updated' : 'unchanged';
}

/** Whether trying again could not help: a user must do something first. Pure. */
export function isPermanent(failure: Failure): boolean {
  return failure.code === 'unexpected-shape' || retry({ attempts: 1 }, failure, 0, 0).outcome.state === 'needs-user';
}

const OF_ALL: ReadonlySet<Failure['code']> = new Set(['unreachable', 'storage', 'wrong-day']);

/** Whether the other side, our own storage or this computer's clock cannot be worked with at all, whichever customer comes next. Pure. */
export function concernsAll(failure: Failure): boolean {
  return OF_ALL.has(failure.code) || retry({ attempts: 1 }, failure, 0, 0).stop;
}

/** Somebody edited a record in the seconds between reading and writing. */
export function conflictFailure(run: Run): Failure {
  return {
    code: 'conflict',
    message: run.outcomes.at(-1)?.text ?? 'A record was changed after it was read.',
    nextStep: 'It is planned again.',
  };
}
