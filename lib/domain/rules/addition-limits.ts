import type { DriftTolerances } from '../drift-tolerance.ts';
import type { GuardLimits } from '../guards.ts';

/** In milliseconds since the epoch. */
export interface SyncTimes {
  /** When the last sync of the company ended well. */
  syncedAt: number;
  /** When the next automatic one is due. */
  nextDue: number;
}

/** From where on a difference of a quantity is worth a finding, or an approval. */
export interface AdditionLimits {
  /** Absent: the defaults, here and below. */
  guards?: GuardLimits;
  driftTolerance?: DriftTolerances;
  /** Absent: nobody knows when the next automatic sync is due. */
  sync?: SyncTimes;
}
