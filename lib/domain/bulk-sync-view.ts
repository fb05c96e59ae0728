import type { Failure } from '../shared/errors.ts';
import type { IsoTime } from '../shared/time.ts';
import type { Run } from './change.ts';

/** A bulk sync that has a company. */
export interface BulkSyncView {
  id: string;
  state: 'running' | 'paused' | 'cancelled' | 'done' | 'failed';
  startedAt: IsoTime;
  finishedAt?: IsoTime;
  /** Customers of the portal. */
  total: number;
  /** Customers dealt with so far; the sum of the four below. */
  done: number;
  updated: number;
  unchanged: number;
  /** With something held for a user, or a problem of their own. */
  needsUser: number;
  /** Without a company in ConnectWise. */
  notLinked: number;
  /** Quantities that were written so far, and what that is worth. Absent: none was, or it is not known. */
  quantities?: Run['quantities'];
  /** Name of the customer that is worked on. */
  current?: string;
  /** Seconds that the rest may take at the speed so far; absent at the beginning. */
  remainingSeconds?: number;
  failure?: Failure;
}
