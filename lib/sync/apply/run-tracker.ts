import type { Run } from '../../domain/change.ts';
import type { SyncStore } from '../store.ts';
import { isCancelled } from './cancel-run.ts';

/** One run in progress: what a panel reads of it. */
export interface RunTracker {
  current(): Run;
  /** Stores what the run does now. `total` 0: not known yet. */
  step(step: string, done?: number, total?: number): Promise<void>;
  /** Takes members over without storing: the end of the run is stored by whoever ends it. */
  set(members: Partial<Run>): void;
  /** Whether a user has cancelled the run; asked before every change. */
  cancelled(): Promise<boolean>;
}

export function trackRun(store: Pick<SyncStore, 'putRun' | 'cached'>, run: Run): RunTracker {
  let current = run;
  return {
    current: () => current,
    step: async (step, done = 0, total = 0) => {
      current = { ...current, progress: { step, done, total } };
      await store.putRun(current);
    },
    set: (members) => {
      current = { ...current, ...members };
    },
    cancelled: () => isCancelled(store, run.id),
  };
}
