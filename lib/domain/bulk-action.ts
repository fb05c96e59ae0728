import type { Failure } from '../shared/errors.ts';
import type { IsoTime } from '../shared/time.ts';
import type { Money } from './change.ts';

/**
 * What can be done with many companies at once, with one preview and one undo. `sync`: all that a sync would write; `managed-ids`: the
 * missing pair of managed-ID entries; `serials`: serial numbers; `additions`: additions that are missing; `approve`: held changes.
 */
export const BULK_ACTIONS = ['sync', 'managed-ids', 'serials', 'additions', 'approve'] as const;
export type BulkActionKind = (typeof BULK_ACTIONS)[number];

export type BulkActionState =
  /** Plans are made; nothing is written. */
  | 'planning'
  /** All is planned, and a user looks at it. */
  | 'preview'
  | 'applying'
  | 'paused'
  | 'done'
  /** Companies that were begun are ended; the others are not begun any more. */
  | 'cancelling'
  | 'cancelled'
  | 'undoing'
  | 'undone';

/** What is planned or done for one company. */
export interface BulkActionRow {
  companyId: number;
  companyName: string;
  changes: number;
  /** Changes that a guard holds: they are not written by this action, except by `approve`. */
  held: number;
  money: Money[];
  /** What came of it. */
  state: 'planned' | 'nothing' | 'applied' | 'partly' | 'failed' | 'undone' | 'waiting';
  /** The run that applied it. */
  runId?: string;
  failure?: Failure;
}

/** A bulk action: counts over its companies. */
export interface BulkActionView {
  id: string;
  kind: BulkActionKind;
  state: BulkActionState;
  startedAt: IsoTime;
  finishedAt?: IsoTime;
  /** Companies, and how many of them the present step has ended for. */
  total: number;
  done: number;
  /** Companies with anything to write. */
  companies: number;
  changes: number;
  held: number;
  failed: number;
  /** What the changes bill, before and after: one total per currency and billing cycle. */
  money: Money[];
  /** Companies by what came of them. */
  outcomes: Partial<Record<BulkActionRow['state'], number>>;
  /** Companies for which something was written and not undone yet. */
  undoable: number;
  /** Why it waits although no user paused it. */
  failure?: Failure;
}
