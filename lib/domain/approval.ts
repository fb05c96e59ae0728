import type { IsoTime } from '../shared/time.ts';
import type { FieldChange, Money } from './change.ts';
import type { Guard } from './guard.ts';

/** A change that a guard holds, as a user decides on it. */
export interface Approval {
  /** The id of the change; the same change has the same id whenever it is planned. */
  changeId: string;
  /** What was looked at: a change with other values is another decision. */
  version: string;
  companyId: number;
  companyName: string;
  label: string;
  fields: FieldChange[];
  /** Why it is planned, in one sentence. */
  reason: string;
  guard: Guard;
  money?: Money;
  /** When it was last planned so. */
  plannedAt: IsoTime;
  /** Since when it waits with these values. */
  since: IsoTime;
}

/** Which approvals a page wants, newest first. */
export interface ApprovalQuery {
  search: string;
  /** Absent: of all reasons. */
  guard?: Guard['code'] | undefined;
  companyId?: number | undefined;
}

/** A page of what waits for approval. */
export interface ApprovalList {
  rows: Approval[];
  /** Of all that the query fits. */
  total: number;
  /** Of all that wait, by reason. */
  counts: Partial<Record<Guard['code'], number>>;
  /** What the fitting ones bill, before and after: one total per currency and billing cycle. */
  money: Money[];
  /** Stands for the fitting ones as they are now: which they are, and with which values. */
  digest: string;
  /** Rejected by a user, and still planned with the same values. */
  rejected: number;
}

/** One decision: which change, as it was looked at. */
export type ApprovalRef = Pick<Approval, 'companyId' | 'changeId' | 'version'>;
