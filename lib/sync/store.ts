import type { JournalEntry, Plan, Run } from '../domain/change.ts';
import type { ConnectionPair } from '../domain/connection-pair.ts';
import type { JournalPosition } from '../domain/journal-export.ts';
import type { Link, LinkConfirmation } from '../domain/link.ts';
import type { PortalEvent } from '../domain/portal-facts.ts';
import type { EventDecision } from '../domain/tickets/decide-event.ts';
import type { Incident } from '../domain/tickets/incident.ts';
import type { Failure } from '../shared/errors.ts';
import type { IsoTime } from '../shared/time.ts';
import type { BillingStore } from './billing-store.ts';
import type { CacheStore } from './cache-store.ts';
import type { LogStore } from './log-store.ts';
import type { UsageStore } from './usage-store.ts';

/** A page of events from before the first contact: settled at once, causing no work. `more`: the next one is history too. */
export interface HistoryPage {
  more: boolean;
}

/**
 * What the engine keeps, in the engine's words; `lib/db` implements it over IndexedDB. Bound to one ConnectWise and one portal:
 * positions, incidents, work, links and cached values of any other are neither seen nor changed through it, except by
 * `endOthersWork`. Events, runs and the journal are one log of all, in which each row says whose it is.
 */
export interface SyncStore extends BillingStore, CacheStore, LogStore<StoredEvent>, UsageStore {
  readonly connection: ConnectionPair;
  /** The same database, bound to another connection. */
  forConnection(pair: ConnectionPair): SyncStore;
  /**
   * Ends all work of other connections, in one transaction, with an outcome at its events, or at the newest event of its incident. Answers how much work that was; costs nothing where there is none.
   */
  endOthersWork(at: IsoTime, outcomes: OthersOutcomes): Promise<number>;

  /**
   * One transaction: events not seen before, what they say of the accounts' incidents, the source's new cursor, and the work that
   * `decide` finds each to cause: an outbox entry per customer for syncs and one per incident for tickets (one that is there
   * already keeps its place, with the newer events noted on it). A failing step leaves nothing of the call behind. An event
   * that the browser refuses to store is left out and named; the others and the cursor are stored without it.
   * @param decide pure; is given the incidents of the event's account as the events before it left them.
   */
  takeEvents(
    source: string,
    events: readonly PortalEvent[],
    cursor: string,
    now: IsoTime,
    decide: DecideEvent,
    history?: HistoryPage,
  ): Promise<{ added: number; leftOut?: LeftOutEvent[] }>;
  cursor(source: string): Promise<string | undefined>;
  /** Whether the next page is still of the time before the first contact with this source. */
  readsHistory(source: string): Promise<boolean>;
  /** Newest first. */
  events(limit: number): Promise<StoredEvent[]>;
  event(source: string, id: string): Promise<StoredEvent | undefined>;
  /** Events of this connection that were reported from a moment on and before another, oldest first. */
  eventsBetween(from: IsoTime, before: IsoTime): Promise<StoredEvent[]>;
  /** Events that wait for this outbox entry, in the order in which they were reported. */
  eventsOfEntry(entry: OutboxEntry): Promise<StoredEvent[]>;
  /**
   * A user has an event processed again: it waits for these works again (its earlier outcome is replaced), whose entries are due
   * now and marked `manual`, all in one transaction.
   */
  reprocess(event: StoredEvent, work: WorkOfEvent, now: IsoTime): Promise<void>;

  incident(key: string): Promise<Incident | undefined>;
  incidentsOfCustomer(customerId: string): Promise<Incident[]>;
  /** Incidents that last, of all customers. */
  lastingIncidents(): Promise<Incident[]>;
  /** Events of a customer at or after a moment, oldest first, for the month's statistics. */
  customerEvents(customerId: string, since: IsoTime): Promise<StoredEvent[]>;

  /**
   * Takes the oldest due entry and leases it, or answers undefined. An expired lease counts as due.
   * @param only `manual`: what a user requested, while another browser does the rest. `key`: this entry.
   */
  lease(now: number, leaseMilliseconds: number, only?: 'manual' | { key: string }): Promise<OutboxEntry | undefined>;
  /**
   * Stores what became of a leased entry, in one transaction with the outcome of its events and the end of its run.
   * `done` removes the entry, unless an event arrived while it was leased: then it is pending again. Answers false,
   * and changes nothing, when the lease was lost meanwhile.
   */
  settle(entry: OutboxEntry, next: OutboxOutcome, settledWith: SettledWith): Promise<boolean>;
  /** Entries whose lease ended before `now` (`Infinity`: all), and is lost, become pending again. Answers how many. */
  expireLeases(now: number, isLost?: (leaseToken: string) => boolean): Promise<number>;
  /**
   * Makes every entry due now that is due later, or that wants a right: a connection was fixed, or the clock set back. Leases and
   * what else needs a user stay.
   */
  wakeWaiting(now: number): Promise<void>;
  /**
   * Makes the ticket work of an incident due now, as after a user's Reprocess: in this browser, whether or not another one leads,
   * and whatever the entry waited for. Adds the entry where there is none. No event gets another outcome by it.
   */
  wakeTicket(work: Pick<Incident, 'key' | 'customerId'> & { confirmed?: boolean }, now: IsoTime): Promise<void>;
  outbox(): Promise<OutboxEntry[]>;
  /**
   * Settles several entries that are not leased, as `settle` does each, in one transaction: another browser has done their work.
   * A lease that has ended at `settledWith.at` is none.
   * @param next absent: done.
   */
  settleUntaken(
    entries: readonly OutboxEntry[],
    settledWith: Pick<SettledWith, 'at' | 'events'>,
    next?: OutboxOutcome,
  ): Promise<void>;

  putPlan(plan: Plan): Promise<void>;
  plan(id: string): Promise<Plan | undefined>;
  /** Stores a new run, unless another of the same company, tickets aside, is still running: that one is answered instead. */
  startRun(run: Run): Promise<{ started: boolean; running: Run }>;
  putRun(run: Run): Promise<void>;
  /** Keeps in memory the end of a run that could not be stored: else its company would stay busy until `recover` ends it. */
  keepEnd(run: Run): void;
  /** Stores the ends that were kept; one that is refused again stays kept. */
  storeKeptEnds(): Promise<void>;
  getRun(id: string): Promise<Run | undefined>;
  /** Newest first. */
  runs(filter: { companyId?: number; limit: number }): Promise<Run[]>;
  /**
   * Newest first, for users, and how many of the runs looked at changed nothing (`changedNothing`).
   * `changedOnly` leaves those out, and looks for others among the newest 5,000.
   */
  journalRuns(filter: JournalFilter): Promise<{ runs: Run[]; unchanged: number }>;
  runningRuns(): Promise<Run[]>;
  /**
   * The newest run of a company that was started by an event and ended well: what the throttle counts from.
   * @param until runs that were started later are passed over: their time comes from a clock that was set back since.
   */
  lastAutomaticRun(companyId: number, until?: IsoTime): Promise<Run | undefined>;
  putJournal(entry: JournalEntry): Promise<void>;
  journalOfRun(runId: string): Promise<JournalEntry[]>;
  /** Entries of writes that ConnectWise still has to be asked about (`JournalEntry.unclear`), the most urgent first. */
  unclearWrites(): Promise<JournalEntry[]>;
  /** Newest first; `before`: only what comes after this entry in that order. */
  journal(filter: { companyId?: number; limit: number; before?: JournalPosition }): Promise<JournalEntry[]>;
  /** Drops journal entries, runs, events with an outcome and incidents that ended, where older than this. */
  pruneJournal(before: IsoTime): Promise<void>;

  /** The company that a customer is linked to, as last seen in ConnectWise or as a user confirmed it; undefined: none, or several. */
  companyOfCustomer(customerId: string): Promise<number | undefined>;
  /**
   * The company carries these customer ids now, and no others. In the same transaction, work that waited only because no
   * company was known for one of them becomes due.
   * @param options `keepOthers`: the links known so far stay beside these, for the company could be read only in part.
   */
  putLinks(companyId: number, customerIds: readonly string[], options?: { keepOthers: boolean }): Promise<void>;
  /** All companies that carry the EFS id, for MID-SHARED; of a portal whose ids are others, those that a user confirmed. */
  companiesOfCustomer(customerId: string): Promise<number[]>;
  /** Customers whose links name the company, in the order of their ids. */
  linksOfCompany(companyId: number): Promise<Link[]>;
  links(): Promise<Link[]>;
  /**
   * A user says that the customer is the company's, instead of any other that was confirmed. In the same transaction, work that
   * waited only because no company was known for it, or for this confirmation, becomes due.
   */
  confirmLinks(confirmations: readonly LinkConfirmation[]): Promise<void>;
  /** Takes a confirmation back; what the company's entries say stays. Answers whether there was one. */
  withdrawLink(customerId: string, companyId: number): Promise<boolean>;
}

/** Which runs a user wants to see: at most `limit`; `changedOnly`: without those that changed nothing. */
export interface JournalFilter {
  companyId?: number;
  limit: number;
  changedOnly?: boolean;
}

/** See `takeEvents`; the implementation is `lib/domain/tickets/decide-event.ts` with the settings of the day. */
export type DecideEvent = (event: PortalEvent, source: string, known: readonly Incident[]) => EventDecision;

/** What an event causes: a sync of its customer, and the tickets of these incidents (keys). */
export interface WorkOfEvent {
  sync: boolean;
  tickets: readonly string[];
}

/** An event that could not be stored. */
export interface LeftOutEvent {
  event: PortalEvent;
  /** One sentence. */
  why: string;
}

/** What is said of another connection's work, by what is another one now: of events that waited, and of tickets that did. */
export interface OthersOutcomes {
  work: { tenant: string; portal: string };
  ticket: { tenant: string; portal: string };
}

export type SettledState = 'done' | 'skipped' | 'needs-user';

export interface StoredEvent extends PortalEvent, ConnectionPair {
  source: string;
  seenAt: IsoTime;
  /** Counts up with every stored event, and is a new one after `reprocess`: shows which events an outbox entry covered when it was leased. */
  sequence: number;
  /** Keys of the outbox entries that still owe it an outcome: as long as there are any, it waits. */
  waitsFor: string[];
  /**
   * What came of each work; a sync's first (docs/reference/setup-guides.md#figure-22). What the rules said at once
   * stands last, as `REPORTED_BY_RULES`.
   */
  reported: { key: string; state: SettledState; outcomes: string[] }[];
  /** Of `reported` and `waitsFor`: waiting before needs-user before done before skipped. */
  state: 'waiting' | SettledState;
  /** The sentences of `reported`, in order. */
  outcomes: string[];
  /** When the last of its works ended. */
  processedAt?: IsoTime;
}

export interface OutboxEntry extends ConnectionPair {
  /** `sync:<customer id>`: one entry per customer (coalesced). `ticket:<incident key>`: one per incident, in order. */
  key: string;
  kind: 'sync' | 'ticket';
  customerId: string;
  /** Of a ticket: see `Incident.key`. */
  incidentKey?: string;
  state: 'pending' | 'leased' | 'waiting' | 'needs-user';
  enqueuedAt: IsoTime;
  /** When the newest event arrived that this entry covers. */
  newestEventAt: IsoTime;
  /** Sequence of the newest event that this entry covers. */
  newestSequence: number;
  attempts: number;
  /** Milliseconds since the epoch: not before this. */
  dueAt: number;
  /** Requested by a user (Reprocess): passes the throttle, and no other browser is waited for. */
  manual?: boolean;
  /** While `manual`: a user confirmed just this work in a preview, so that it needs no consent. */
  confirmed?: boolean;
  leaseUntil?: number;
  leaseToken?: string;
  failure?: Failure;
}

export type OutboxOutcome =
  | { state: 'done' }
  /** With a failure: a retry, whose delay new events respect. Without: the throttle is closed, and new events wake it. */
  | { state: 'waiting'; dueAt: number; failure?: Failure }
  | { state: 'needs-user'; failure: Failure };

/** What is stored together with an entry's outcome. */
export interface SettledWith {
  /** When. */
  at: IsoTime;
  /** The outcome of every event that the entry stood for; absent: they wait on. */
  events?: { state: SettledState; outcomes: readonly string[] };
  run?: Run;
}
