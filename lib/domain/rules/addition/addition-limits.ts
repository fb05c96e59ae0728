import type { DriftTolerances } from '../../drift-tolerance.ts';
import type { FlatFeeDecision } from '../../flat-fee.ts';
import type { GuardLimits } from '../../guard-rules.ts';

/** In milliseconds since the epoch. */
export interface SyncTimes {
  /** When the last sync of the company ended well. */
  syncedAt: number;
  /** When the next automatic one is due. */
  nextDue: number;
}

/** What the settings say about additions: from where on a difference is worth a finding or an approval, and flat fees. */
export interface AdditionLimits {
  /** Absent: the defaults, here and below. */
  guards?: GuardLimits;
  driftTolerance?: DriftTolerances;
  /** What the user decided about products that are, or look like, flat fees; absent: nothing yet. */
  flatFeeProducts?: readonly FlatFeeDecision[];
  /** Absent: nobody knows when the next automatic sync is due. */
  sync?: SyncTimes;
}
