import type { IsoTime } from '../shared/time.ts';

/** Worst first; `parked` stands aside (spec rules.md, "Health"). */
export type HealthState = 'error' | 'warning' | 'never' | 'unknown' | 'ok' | 'parked';

export interface Health {
  state: HealthState;
  /** One sentence: why. */
  reason: string;
  /** The moment that the verdict hangs on, e.g. the newest restore point; its age is shown beside it. */
  since?: IsoTime;
}
