import type { Failure } from '../shared/errors.ts';
import type { IsoTime } from '../shared/time.ts';
import type { EventType, Severity } from './portal-facts.ts';

export interface PollView {
  lastPollAt: IsoTime | null;
  nextPollAt: IsoTime | null;
  newEvents: number;
  /** How many events could not be read or stored: the newest 50 are kept. Absent: none. */
  unreadableEvents?: number;
  failure?: Failure;
}

/** Which part of a log is wanted, newest first. */
export interface LogQuery {
  /** As a user typed it (`lib/domain/log-search`). */
  query: string;
  offset: number;
  limit: number;
  /** Goes through all of the log, so that the total is exact. Absent: it may end once the page is full. */
  all?: boolean;
}

/** What was found of a log. */
export interface LogAnswer<T> {
  rows: T[];
  /** How many were found: all, or at least so many. */
  total: number;
  isComplete: boolean;
  /** What is older than this was stored by an earlier version and cannot be searched yet. */
  missingBefore?: IsoTime;
}

export interface EventView {
  id: string;
  /** Which portal reported it. */
  source: string;
  at: IsoTime;
  seenAt: IsoTime;
  customerId: string;
  customerName?: string;
  accountId?: string;
  severity: Severity;
  type: EventType;
  message: string;
  details?: string;
  /** Page of the account in the portal. */
  portalUrl?: string;
  /** `waiting` until it ends in exactly one outcome. */
  state: 'waiting' | 'done' | 'skipped' | 'needs-user';
  outcomes: string[];
  /** While it waits: what keeps it from being processed; absent: nothing does, it is processed in its turn. */
  waitsBecause?: Failure;
  /** While it waits: when it is tried again, or when the 12 hours between automatic syncs are over (then without `waitsBecause`). */
  nextAttemptAt?: IsoTime;
  /**
   * When the last of its works ended, and how many there were: "Notifications processed [2 actions] on …"
   * (docs/reference/setup-guides.md#figure-22).
   */
  processedAt?: IsoTime;
  actions: number;
}
