import type { Run } from '../../domain/change.ts';
import type { Problem } from '../../shared/errors.ts';
import { retry } from '../pacing/retry.ts';
import type { Counted } from './bulk-sync-state.ts';

/** How a customer counts whose company was pushed by this run; undefined: the push has to be tried again. Pure. */
export function countedAs(run: Run): Counted | undefined {
  if (run.state === 'running' || run.state === 'interrupted') return undefined;
  // What is still on is planned again.
  if (run.turnedOff) return undefined;
  if (run.state === 'cancelled') return 'needsPerson';
  if (run.problem && !endsInVain(run.problem)) return undefined;
  if (run.counts.stale > 0) return undefined;
  if (run.state === 'failed' || run.counts.held > 0 || run.unreadable) return 'needsPerson';
  return run.counts.applied > 0 ? 'updated' : 'unchanged';
}

/** Whether trying again could not help: a person must do something first. Pure. */
export function endsInVain(problem: Problem): boolean {
  return problem.code === 'unexpected-shape' || retry({ attempts: 1 }, problem, 0, 0).outcome.state === 'needs-person';
}

/** Whether the other side, or our own storage, cannot be worked with at all, whichever customer comes next. Pure. */
export function concernsAll(problem: Problem): boolean {
  return problem.code === 'unreachable' || problem.code === 'storage' || retry({ attempts: 1 }, problem, 0, 0).stop;
}

/** Somebody edited a record in the seconds between reading and writing. */
export function staleProblem(run: Run): Problem {
  return {
    code: 'stale',
    message: run.outcomes.at(-1) ?? 'A record changed meanwhile.',
    nextStep: 'It is planned again.',
  };
}
