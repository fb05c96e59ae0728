import type { JournalEntry, Plan, Run } from '../domain/change.ts';
import type { PortalEvent } from '../domain/portal-facts.ts';
import type { Problem } from '../shared/errors.ts';
import type { IsoTime } from '../shared/time.ts';

/** What the engine keeps, in the engine's words; `lib/db` implements it over IndexedDB. */
export interface SyncStore {
  /** One transaction: events not seen before, the source's new cursor, and an outbox entry per customer that has none. */
  takeEvents(source: string, events: readonly PortalEvent[], cursor: string, now: IsoTime): Promise<{ added: number }>;
  cursor(source: string): Promise<string | undefined>;
  events(limit: number): Promise<StoredEvent[]>;
  /** Events of a customer at or after a moment, for the month's statistics. */
  customerEvents(customerId: string, since: IsoTime): Promise<StoredEvent[]>;
  /** Events of a customer that have no outcome yet get this one. */
  settleEvents(
    customerId: string,
    upTo: IsoTime,
    state: StoredEvent['state'],
    outcomes: readonly string[],
  ): Promise<void>;

  /** Takes the oldest due entry and leases it, or answers undefined. */
  lease(now: number, leaseMilliseconds: number): Promise<OutboxEntry | undefined>;
  /** Stores what became of a leased entry; `done` removes it. Ignored when the lease was lost meanwhile. */
  settle(entry: OutboxEntry, next: OutboxOutcome): Promise<void>;
  /** Entries with an expired lease become pending again. */
  expireLeases(now: number): Promise<number>;
  outbox(): Promise<OutboxEntry[]>;

  putPlan(plan: Plan): Promise<void>;
  plan(id: string): Promise<Plan | undefined>;
  putRun(run: Run): Promise<void>;
  getRun(id: string): Promise<Run | undefined>;
  runs(filter: { companyId?: number; limit: number }): Promise<Run[]>;
  runningRuns(): Promise<Run[]>;
  putJournal(entry: JournalEntry): Promise<void>;
  journalOfRun(runId: string): Promise<JournalEntry[]>;
  journal(filter: { companyId?: number; limit: number }): Promise<JournalEntry[]>;
  /** Drops journal entries and runs older than this. */
  pruneJournal(before: IsoTime): Promise<void>;

  /** The link between an EFS id's customer and its company, as last seen in ConnectWise. */
  companyOfCustomer(customerId: string): Promise<number | undefined>;
  putLinks(companyId: number, customerIds: readonly string[]): Promise<void>;
  /** All companies that carry any EFS id, for MID-SHARED. */
  companiesOfCustomer(customerId: string): Promise<number[]>;

  /** Small cached values with the time they were stored, e.g. set-up tables, facts, observations. */
  cached<T>(key: string): Promise<{ value: T; at: number } | undefined>;
  cache<T>(key: string, value: T, now: number): Promise<void>;
  /** Drops cached values whose key begins so. */
  forget(prefix: string): Promise<void>;
}

export interface StoredEvent extends PortalEvent {
  source: string;
  seenAt: IsoTime;
  state: 'waiting' | 'done' | 'skipped' | 'needs-person';
  outcomes: string[];
}

export interface OutboxEntry {
  /** `sync:<customer id>`: one entry per customer (coalesced). */
  key: string;
  customerId: string;
  state: 'pending' | 'leased' | 'waiting' | 'needs-person';
  enqueuedAt: IsoTime;
  /** Ids of the newest event when the entry was last enqueued; a later event while leased sets it anew. */
  newestEventAt: IsoTime;
  attempts: number;
  /** Milliseconds since the epoch: not before this. */
  dueAt: number;
  leaseUntil?: number;
  leaseToken?: string;
  problem?: Problem;
}

export type OutboxOutcome =
  | { state: 'done' }
  | { state: 'waiting'; dueAt: number; problem: Problem }
  | { state: 'needs-person'; problem: Problem };
