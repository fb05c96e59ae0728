import type { Failure } from '../shared/errors.ts';
import type { JsonValue } from '../shared/json.ts';
import type { IsoTime } from '../shared/time.ts';
import type { SyncParts } from './automatic-parts.ts';
import type { Currency } from './connectwise-records.ts';
import type { Guard } from './guard.ts';
import type { QuantityTrace } from './quantity-trace.ts';
import type { RecordRef, Resource } from './record-ref.ts';
import type { SetupFixInput } from './setup/setup-fix-input.ts';

/**
 * The life of a write: observation → plan → change → apply → journal (docs/reference/sync.md#plan). All of it is data.
 */

/** The syncs, as the guides' event log names them, and the two that a user starts. */
export type ChangePart = 'backup-statistics' | 'management-report' | 'agreement-parts' | 'ticket' | 'fix' | 'undo';

/**
 * One member of a record, by its REST name. References are written whole: `{id}`
 * (docs/reference/connectwise-rest.md#writing).
 */
export interface FieldChange {
  field: string;
  from: JsonValue;
  to: JsonValue;
}

/** Why a change was not written although nothing failed. `outcome` is the sentence for the user. */
export type HoldCode =
  /** Needs a user's approval, or a step by hand. */
  | 'approval'
  /** A user cancelled the run before it. */
  | 'cancelled'
  /** Its part was turned off, or its browser went back to Review, after it was planned. */
  | 'turned-off'
  /** An earlier change of the run failed. */
  | 'earlier-failure';

/** What is billed per billing cycle, before and after, in the agreement's currency. */
export interface Money {
  from: number;
  to: number;
  /** Absent: not known. */
  currency?: Currency;
  /** Name of the billing cycle, as ConnectWise has it. */
  cycle?: string;
}

/** A record that has to exist, with these members. */
export interface RequiredRecord {
  resource: Resource;
  ref: RecordRef;
  members: { field: string; value: JsonValue }[];
}

export interface Change {
  /** Same input, same id: planning twice gives the same plan. */
  id: string;
  part: ChangePart;
  resource: Resource;
  /** `merge`, for tickets: `ref.id` is folded into the ticket that the field `mergedParentTicket` names. */
  op: 'create' | 'update' | 'delete' | 'merge';
  ref: RecordRef;
  /** What a user calls the record, e.g. `Addition "Online Backup Basic Storage" on "Managed Services"`. */
  label: string;
  fields: FieldChange[];
  /** Members sent along that ConnectWise never answers with (`initialDescription`, `processNotifications`): not compared. */
  writeOnlyFields?: { field: string; value: JsonValue }[];
  /** Members that are skipped but were planned from, e.g. whose line it is: when one differs by then, the change is a conflict. */
  preconditions?: { field: string; value: JsonValue }[];
  /** Records that are kept when this one is deleted, merged or closed. Each is read just before the write, lest the last of its kind go. */
  requires?: RequiredRecord[];
  /** Why, in one sentence. */
  reason: string;
  /** What a new quantity is made of, a service each. */
  measured?: QuantityTrace[];
  /** What the customer is billed for this line, before and after. */
  money?: Money;
  /** Of a line that is created: the price that `money` goes by, as the catalog has it. It is not written. */
  unitPrice?: number;
  /** Set: only written when a user confirmed this very change. */
  guard?: Guard;
  /** Corrects what another change of the same run left behind: undone with that one, not by itself. */
  dependent?: boolean;
}

/** Something looked at and left as it is, with the reason: every skipped action says why. */
export interface Skipped {
  part: ChangePart;
  label: string;
  why: string;
  /** Set: nothing at all was planned for this EFS id or company. */
  entireCustomer?: boolean;
  /** Set: a record of the company could not be read, so what depends on it was not looked at. */
  unreadable?: boolean;
}

export interface Plan {
  id: string;
  /** `NO_COMPANY`: the plan is about the set-up of ConnectWise. */
  companyId: number;
  companyName: string;
  /** The EFS ids of the company, each with the age of the facts behind the plan. */
  efsIds: string[];
  madeAt: IsoTime;
  factsAt: IsoTime;
  changes: Change[];
  skipped: Skipped[];
  /** What a user set as Less Included of lines that are created, by the id of their change. */
  allowances?: Record<string, number>;
  /** Which ConnectWise the record ids belong to, see `ConnectWisePort.tenant`. */
  tenant?: string;
  /** Which portal the figures come from, see `PortalPort.source`. */
  portal?: string;
  /** Set: once all of it is applied, the customer is linked to the company under this EFS id. */
  link?: { customerId: string; customerName: string; efsId: string };
  /** Set: the plan sets ConnectWise up, and is made again from this. */
  setup?: SetupFixInput;
  /** Why a run of this plan happens; absent: a user's or an event's sync. `ref` as in `Cause`. */
  cause?: Cause;
}

/** What a line of a run's outcome is about. */
export type OutcomeCode =
  | 'updated'
  | 'nothing-to-change'
  /** One change that was not written: `changeId`. */
  | 'not-written'
  /** All changes that a user's cancelling, or the end of consent, left unwritten. */
  | 'left-undone'
  /** Something looked at and not planned. */
  | 'skipped'
  | 'ticket'
  | 'cancelled'
  | 'interrupted'
  | 'throttled'
  /** What `Run.failure` says. */
  | 'failure'
  /** What an earlier `Run.failure` said. */
  | 'earlier-failure';

/** One line of what came of a run: the code for programs, the sentence for users. */
export interface Outcome {
  code: OutcomeCode;
  text: string;
  /** With `updated`: which part. */
  part?: ChangePart;
  /** With `not-written`: the id of the change. */
  changeId?: string;
}

export type ChangeState = 'intended' | 'applied' | 'failed' | 'conflict' | 'held' | 'unknown';

/** Who wrote: the API member as ConnectWise names it, and this browser. */
export interface Actor {
  member: string;
  browser: string;
  /** Who works with this browser, by its settings or a policy; absent: nobody said. */
  user?: string;
}

/**
 * Why a write happened. `event`: an automatic sync, the only one that the throttle counts. `reprocess`: a user had an old
 * event processed again. `ticket`: an event's ticket work. `bulk-sync`: a user's bulk sync. `bulk-action`: something that a user does
 * with many companies at once.
 */
export interface Cause {
  kind: 'user' | 'event' | 'reprocess' | 'ticket' | 'bulk-sync' | 'bulk-action' | 'fix' | 'undo';
  /** The event's customer, the ticket's problem, the finding's id, the bulk sync or action, or the run that is undone. */
  ref?: string;
  /** Of an undo of one change: its journal entry. */
  entry?: string;
}

/**
 * A write whose answer is missing. ConnectWise may carry it out minutes later, so it is looked for several times
 * (`lib/sync/apply/unclear.ts`). Times in milliseconds since the epoch.
 */
export interface UnclearWrite {
  /** When the answer was given up. */
  since: number;
  /** When ConnectWise is asked next. */
  lookAt: number;
}

/** Intent before the call, result after it; kept 400 days. */
export interface JournalEntry {
  id: string;
  runId: string;
  /** As in `Plan`. */
  tenant?: string;
  at: IsoTime;
  finishedAt?: IsoTime;
  who: Actor;
  why: Cause;
  change: Change;
  state: ChangeState;
  /** The id ConnectWise gave a created record, or the id written to. */
  recordId?: number;
  /** Set: ConnectWise had the value already, so nothing was written and there is nothing to undo. */
  noop?: boolean;
  /** One sentence: what came of it. For `conflict`: who changed what, when. */
  outcome: string;
  /** Why it was not written, for `held`. Absent: another state. */
  hold?: HoldCode;
  failure?: Failure;
  /** Set while ConnectWise still has to be asked what became of this write, or whether it was carried out twice. */
  unclear?: UnclearWrite;
  /** Set: the stored row is broken, so that nobody knows what was written, or whether: it is shown, and nothing is done with it. */
  unreadable?: boolean;
}

export type RunState = 'running' | 'done' | 'failed' | 'interrupted' | 'cancelled';

/** One run of one company: what the panel follows while it happens and shows afterwards. */
export interface Run {
  id: string;
  /** As in `Plan`. */
  tenant?: string;
  portal?: string;
  /** Id of the runner that works on it, of several that share a store. Absent: it is a browser's. */
  runner?: string;
  companyId: number;
  companyName: string;
  efsIds: string[];
  cause: Cause;
  startedAt: IsoTime;
  finishedAt?: IsoTime;
  state: RunState;
  /** Step in words, with counts once they are known. */
  progress: { step: string; done: number; total: number };
  /** In order; the sentences are the guide's where it has one, e.g. `Updated ConnectWise agreement parts.` */
  outcomes: Outcome[];
  /** Set: applies a plan that a user looked at. */
  previewed?: true;
  /** Which parts of a sync were planned. Absent: it is no sync, did not come to planning, or is of an older version. */
  parts?: SyncParts;
  /** Set: a part was turned off while it ran, and changes were left undone for that. */
  turnedOff?: true;
  /** Quantities of additions that were written, `created` of them new, and what that is worth. Absent: none was, or an older version. */
  quantities?: { count: number; created?: number; totals: Money[] };
  /** Per-state count of the run's changes. */
  counts: { applied: number; failed: number; conflict: number; held: number; unknown: number };
  /** How many of the held changes wait for nobody: an earlier one failed. Absent: none, or the run is of an older version. */
  notTried?: number;
  /** How many of the company's records could not be read; what depends on them was skipped. Absent: none. */
  unreadable?: number;
  failure?: Failure;
}
