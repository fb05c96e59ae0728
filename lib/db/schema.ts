import type { DBSchema, IDBPDatabase } from 'idb';
import type { JournalEntry, Plan, Run } from '../domain/change.ts';
import type { Incident } from '../domain/tickets/incident.ts';
import type { IsoTime } from '../shared/time.ts';
import type { OutboxEntry, StoredEvent } from '../sync/store.ts';

export const DATABASE_NAME = 'backup-bridge';
export const DATABASE_VERSION = 3;

/** An outbox entry with what only the store itself needs. */
export interface KeptEntry extends OutboxEntry {
  /** While `manual`: sequence of the newest event that a user requested: an older lease does not settle it. */
  manualSequence?: number;
}

/** What IndexedDB holds. Only `lib/db` knows this; everyone else sees `lib/sync/store.ts`. */
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
    key: string;
    value: Incident;
    indexes: { byCustomer: string; byAccount: [customerId: string, accountId: string]; byEnd: IsoTime };
  };
  cursors: { key: string; value: { source: string; cursor: string; readsHistory?: boolean } };
  counters: { key: string; value: { name: string; value: number } };
  /** `byDue`: a leased entry is due when its lease ends, one that needs a user never (`Infinity`). */
  outbox: { key: string; value: KeptEntry; indexes: { byDue: number; byManual: number } };
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
    key: [customerId: string, companyId: number];
    value: { customerId: string; companyId: number };
    indexes: { byCustomer: string; byCompany: number };
  };
  cache: { key: string; value: { key: string; value: unknown; at: number } };
}

export type Database = IDBPDatabase<Schema>;
