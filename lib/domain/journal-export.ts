import type { IsoTime } from '../shared/time.ts';
import type { Cause, Change, ChangeState, FieldChange } from './change.ts';
import type { Resource } from './record-ref.ts';

/** A change of the journal as it leaves the extension: what an auditor asks for, each member by name, and nothing else. */
export interface ExportedChange {
  at: IsoTime;
  runId: string;
  companyId: number;
  /** '' where the run is no longer kept. */
  companyName: string;
  efsIds: string[];
  cause: Cause['kind'];
  /** The API member as ConnectWise names it. */
  member: string;
  browser: string;
  /** Who worked with that browser; '' where nobody said. */
  user: string;
  resource: Resource;
  op: Change['op'];
  recordId: number | null;
  label: string;
  fields: FieldChange[];
  /** What is billed per billing cycle, before and after; null where the change is not about money. */
  money: { from: number; to: number; currency: string; cycle: string } | null;
  state: ChangeState;
  outcome: string;
}

/** Where the next page of an export begins: just before this journal entry. */
export interface JournalPosition {
  at: IsoTime;
  id: string;
}

export interface ExportPage {
  /** Newest first. */
  changes: ExportedChange[];
  /** Absent: this was the last page. */
  next?: JournalPosition;
}
