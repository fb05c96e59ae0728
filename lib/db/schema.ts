import type { DBSchema, IDBPDatabase } from 'idb';
import type { BilledClient } from '../domain/billed-usage.ts';
import type { BillingJoin } from '../domain/billing-join.ts';
import type { JournalEntry, Plan, Run } from '../domain/change.ts';
import type { ConnectionPair } from '../domain/connection-pair.ts';
import type { LinkConfirmation } from '../domain/link.ts';
import type { Incident } from '../domain/tickets/incident.ts';
import type { UsageMonth } from '../domain/usage-history.ts';
import type { IsoTime } from '../shared/time.ts';
import type { OutboxEntry, StoredEvent } from '../sync/store.ts';
import type { LogBlock } from './log/block.ts';
import type { BlockPlace, LogChange } from './log/merge-blocks.ts';

export const DATABASE_NAME = 'backup-bridge';
export const DATABASE_VERSION = 3;

/** What has a search index of its own. */
export type LogName = 'events' | 'runs';

/** How a row begins that belongs to one connection. */
type Owned<Rest extends unknown[]> = [tenant: string, portal: string, ...Rest];

/** A link as it is kept: what the company's entries say, and what a user says, each replaced without the other. */
export interface KeptLink extends ConnectionPair {
  customerId: string;
  companyId: number;
  /** Whether the company's entries carry the customer's EFS id, as last read. */
  carried: boolean;
  confirmed?: Omit<LinkConfirmation, 'customerId' | 'companyId'>;
}

/** An outbox entry with what only the store itself needs. */
export interface KeptEntry extends OutboxEntry {
  /** While `manual`: sequence of the newest event when a user requested it, so that an older lease does not end the request. */
  manualSequence?: number;
}

/** See `Schema.logs`. */
export interface LogIndex {
  places: (BlockPlace & { block: number })[];
  /** Number of the next block. */
  next: number;
  /** What is older than this is still missing. Absent: nothing is. */
  missingBefore?: IsoTime;
}

/** What is in IndexedDB. Only `lib/db` knows this; everyone else sees `lib/sync/store.ts`. */
export interface Schema extends DBSchema {
  events: {
    key: [source: string, id: string];
    value: StoredEvent;
    indexes: {
      byTime: IsoTime;
      byCustomer: [customerId: string, at: IsoTime];
      /** Key of an outbox entry → the events that wait for it. */
      byWork: string;
    };
  };
  incidents: {
    key: Owned<[key: string]>;
    value: Incident & ConnectionPair;
    indexes: {
      byCustomer: Owned<[customerId: string]>;
      byAccount: Owned<[customerId: string, accountId: string]>;
      byEnd: IsoTime;
    };
  };
  cursors: {
    key: Owned<[source: string]>;
    value: ConnectionPair & { source: string; cursor: string; readsHistory?: boolean };
  };
  counters: { key: string; value: { name: string; value: number } };
  /** `byDue`: a leased entry is due when its lease ends, one that needs a user never (`Infinity`). */
  outbox: {
    key: Owned<[key: string]>;
    value: KeptEntry;
    indexes: { byDue: Owned<[dueAt: number]>; byManual: Owned<[manualSequence: number]> };
  };
  plans: { key: string; value: Plan; indexes: { byTime: IsoTime } };
  runs: {
    key: string;
    value: Run;
    indexes: {
      byTime: IsoTime;
      byCompany: [companyId: number, startedAt: IsoTime];
      byState: [state: string, companyId: number];
      byCause: [companyId: number, cause: string, startedAt: IsoTime];
    };
  };
  /** Ids sort in the order of writing within a run. */
  journal: {
    key: string;
    value: JournalEntry;
    indexes: {
      byTime: [at: IsoTime, id: string];
      byRun: string;
      byCompany: [companyId: number, at: IsoTime];
      /** Of writes that are unclear: when ConnectWise is asked next. */
      byLook: number;
    };
  };
  links: {
    key: Owned<[customerId: string, companyId: number]>;
    value: KeptLink;
    indexes: { byCompany: Owned<[companyId: number]> };
  };
  /** Since version 2. What was measured, a row per customer and month. */
  usage: {
    key: Owned<[customerId: string, month: string]>;
    value: UsageMonth & ConnectionPair & { customerId: string };
    indexes: { byMonth: string };
  };
  /** Since version 2. Which customer a billed client is, as a user confirmed it. */
  billingJoins: {
    key: Owned<[clientId: string]>;
    value: BillingJoin;
    indexes: { byCustomer: Owned<[customerId: string]> };
  };
  /** Since version 2. What is billed in a month, e.g. `2026-10`: a row for each client, so that a sync reads its customer's alone. */
  billedClients: {
    key: Owned<[month: string, id: string]>;
    value: BilledClient & ConnectionPair & { month: string };
  };
  /**
   * Since version 3. The search index of each log: where its blocks are, oldest first, and up to which time what was there before
   * version 3 is still missing in it.
   */
  logs: { key: LogName; value: LogIndex };
  /** Since version 3. A block is never changed: others take its place. */
  logBlocks: { key: [log: LogName, block: number]; value: LogBlock };
  /** Since version 3. What was written since it was last put into blocks. */
  logChanges: { key: [log: LogName, at: number, id: string]; value: LogChange };
  /** Keys begin with their connection, see `cache-store.ts`. */
  cache: { key: string; value: { key: string; value: unknown; at: number } };
}

export type Database = IDBPDatabase<Schema>;
