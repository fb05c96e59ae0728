import type { Run } from './change.ts';

/** Whether a run ended well without a change that would have had to be written: there is nothing to look at or to undo. */
export function changedNothing({ state, counts, failure }: Pick<Run, 'state' | 'counts' | 'failure'>): boolean {
  return state === 'done' && failure === undefined && Object.values(counts).every((count) => count === 0);
}
