import type { BulkSyncView } from '../domain/bulk-sync-view.ts';
import type { JournalEntry, Plan, Run } from '../domain/change.ts';
import type { AgreementIdentity, CompanyIdentity, CompanyView } from '../domain/company-view.ts';
import type { AdditionContext, ManagedIdContext } from '../domain/entry-context.ts';
import type { EventView, PollView } from '../domain/event-view.ts';
import type { FirstSyncView } from '../domain/first-sync.ts';
import type { HealthHistory } from '../domain/health-history.ts';
import type { Settings } from '../domain/settings.ts';
import type { TicketView } from '../domain/ticket-view.ts';
import type { IdMaker } from '../shared/ids.ts';
import type { Log } from '../shared/log.ts';
import type { Result } from '../shared/result.ts';
import type { Clock } from '../shared/time.ts';
import type { ConnectWisePort, PortalPort } from './ports.ts';
import type { JournalFilter, SyncStore } from './store.ts';

/** All that the engine touches, passed in: the same engine runs in the worker, in tests and in benchmarks. */
export interface EngineDeps {
  connectWise: ConnectWisePort;
  /** The same connection, whose calls wait for their share of the rate behind those of a user. Absent: `connectWise`. */
  backgroundConnectWise?: ConnectWisePort;
  portal: PortalPort;
  store: SyncStore;
  settings: Settings;
  /** What is in force at the moment of asking: consent may be undone while something goes on. Absent: `settings`. */
  settingsNow?: () => Promise<Settings>;
  clock: Clock;
  ids: IdMaker;
  /** From 0 up to 1: spreads retries. Absent: `Math.random`. */
  random?: () => number;
  log: Log;
  /** Name of this browser in the journal, e.g. `Chrome on Windows (3f2a)`. */
  browser: string;
}

/**
 * The sync engine, seen from outside. Holds no state of its own: everything stands in `store`, so an engine may be
 * dropped at any await and another one made in its place.
 */
export interface Engine {
  recognizeCompany(recordIds: readonly number[], banner: string): Promise<Result<CompanyIdentity | null>>;
  recognizeAgreement(recordIds: readonly number[], banner: string): Promise<Result<AgreementIdentity | null>>;
  companyView(companyId: number, options: { refresh: boolean }): Promise<Result<CompanyView>>;
  managedIdContext(companyId: number | null): Promise<Result<ManagedIdContext>>;
  additionContext(agreementId: number): Promise<Result<AdditionContext>>;
  /** A service ticket that the banner names; null: another one, or none that has to do with backups. */
  ticketView(ticketId: number, banner: string, options: { refresh: boolean }): Promise<Result<TicketView | null>>;
  /** Day by day, from stored events. @param timeZone IANA name @param days how many, up to today */
  healthHistory(companyId: number, timeZone: string, days: number): Promise<Result<HealthHistory>>;
  customerKnown(customerId: string): Promise<Result<{ known: boolean; name?: string }>>;

  /** Makes and stores a plan; nothing is written. */
  plan(companyId: number): Promise<Result<Plan>>;
  planFix(companyId: number, findingId: string): Promise<Result<Plan>>;
  /** Takes back a run, or one change of it by the id of its journal entry: a plan to look at first. */
  planUndo(runId: string, entryId?: string): Promise<Result<Plan>>;
  /** Stores the run, then applies in the background; `finished` settles when the run has ended, however it ended. */
  apply(planId: string, confirmed: readonly string[]): Promise<Result<StartedRun>>;
  /** Observe, plan and apply in one go, for a user: passes the throttle, holds guarded changes. */
  syncNow(companyId: number): Promise<Result<StartedRun>>;
  /** A user has had enough of a run: it ends after the change that is being written; the rest is left undone and told. */
  cancelRun(runId: string): Promise<Result<null>>;
  /** Processes an old event again: at once, past the gate. Answers when the work is stored; `finished` when it was tried. */
  reprocess(source: string, eventId: string): Promise<Result<{ finished: Promise<void> }>>;

  /** The bulk sync, or null when there never was one. */
  bulkSync(): Promise<BulkSyncView | null>;
  /** Begins a bulk sync, or goes on with a paused one; answers the running one when there is one. */
  startBulkSync(): Promise<Result<BulkSyncView>>;
  pauseBulkSync(): Promise<Result<BulkSyncView>>;
  cancelBulkSync(): Promise<Result<BulkSyncView>>;
  /** What the first sync of all companies would write, as far as it was planned; null when nobody asked. */
  firstSync(): Promise<FirstSyncView | null>;
  /** Begins to plan the first sync of all companies again; nothing is written. Answers the running preview when there is one. */
  startFirstSync(): Promise<Result<FirstSyncView>>;
  cancelFirstSync(): Promise<Result<FirstSyncView | null>>;
  /** Works on a running bulk sync, and on a preview of the first sync, until it ends, is paused or cancelled, or `until` (milliseconds since the epoch) has come. Resumable. */
  continueBulkSync(until: number): Promise<void>;

  run(runId: string): Promise<Result<{ run: Run; entries: JournalEntry[] }>>;

  /** Asks the portal for events, stores them with the cursor and the work in one transaction, then drains. */
  poll(): Promise<Result<PollView>>;
  /** Works off what is due; bounded in time; safe to call any time. */
  drain(): Promise<void>;
  /** After a start: marks runs that were cut off as interrupted and returns expired leases to the queue. */
  recover(): Promise<void>;

  /** A user fixed a connection or changed its keys: what waits is due at once, set-up tables are read again. */
  connectionChanged(): Promise<void>;

  events(limit: number): Promise<EventView[]>;
  journal(filter: JournalFilter): Promise<JournalList>;
}

export interface StartedRun {
  runId: string;
  finished: Promise<void>;
}

/** Runs with all that each of them wrote. */
export interface JournalList {
  /** Newest first. */
  runs: Run[];
  /** Of these runs, each run's in the order of writing. */
  entries: JournalEntry[];
  /** How many of the runs looked at changed nothing, whether they are among `runs` or not. */
  unchanged: number;
}
