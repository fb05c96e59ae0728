import type { Run } from './change.ts';

/** Whether a run ended well without a change that would have had to be written: there is nothing to look at or to undo. */
export function changedNothing({ state, counts, problem }: Pick<Run, 'state' | 'counts' | 'problem'>): boolean {
  return state === 'done' && problem === undefined && Object.values(counts).every((count) => count === 0);
}
