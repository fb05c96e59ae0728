import type { DBSchema, IDBPDatabase } from 'idb';
import type { JournalEntry, Plan, Run } from '../domain/change.ts';
import type { IsoTime } from '../shared/time.ts';
import type { OutboxEntry, StoredEvent } from '../sync/store.ts';

export const DATABASE_NAME = 'backup-bridge';
export const DATABASE_VERSION = 1;

/** What stands in IndexedDB. Only `lib/db` knows this; everyone else sees `lib/sync/store.ts`. */
export interface Schema extends DBSchema {
  events: {
    key: [source: string, id: string];
    value: StoredEvent;
    indexes: {
      byTime: IsoTime;
      byCustomer: [customerId: string, at: IsoTime];
      byState: [customerId: string, state: string, sequence: number];
    };
  };
  cursors: { key: string; value: { source: string; cursor: string; readsHistory?: boolean } };
  counters: { key: string; value: { name: string; value: number } };
  /** `byDue`: a leased entry is due when its lease ends, one that needs a person never (`Infinity`). */
  outbox: { key: string; value: OutboxEntry; indexes: { byDue: number } };
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
    indexes: { byTime: [at: IsoTime, id: string]; byRun: string; byCompany: [companyId: number, at: IsoTime] };
  };
  links: {
    key: [customerId: string, companyId: number];
    value: { customerId: string; companyId: number };
    indexes: { byCustomer: string; byCompany: number };
  };
  cache: { key: string; value: { key: string; value: unknown; at: number } };
}

export type Database = IDBPDatabase<Schema>;

/** One step per version, each leading from the one before: a step once released is never edited. */
const STEPS: readonly ((database: Database) => void)[] = [
  (database) => {
    const events = database.createObjectStore('events', { keyPath: ['source', 'id'] });
    events.createIndex('byTime', 'at');
    events.createIndex('byCustomer', ['customerId', 'at']);
    events.createIndex('byState', ['customerId', 'state', 'sequence']);
    database.createObjectStore('cursors', { keyPath: 'source' });
    database.createObjectStore('counters', { keyPath: 'name' });
    database.createObjectStore('outbox', { keyPath: 'key' }).createIndex('byDue', 'dueAt');
    database.createObjectStore('plans', { keyPath: 'id' }).createIndex('byTime', 'madeAt');
    const runs = database.createObjectStore('runs', { keyPath: 'id' });
    runs.createIndex('byTime', 'startedAt');
    runs.createIndex('byCompany', ['companyId', 'startedAt']);
    runs.createIndex('byState', ['state', 'companyId']);
    runs.createIndex('byCause', ['companyId', 'cause.kind', 'startedAt']);
    const journal = database.createObjectStore('journal', { keyPath: 'id' });
    journal.createIndex('byTime', ['at', 'id']);
    journal.createIndex('byRun', 'runId');
    journal.createIndex('byCompany', ['change.ref.companyId', 'at']);
    const links = database.createObjectStore('links', { keyPath: ['customerId', 'companyId'] });
    links.createIndex('byCustomer', 'customerId');
    links.createIndex('byCompany', 'companyId');
    database.createObjectStore('cache', { keyPath: 'key' });
  },
];

/** Brings a database of any earlier version (0: new) to the current one. */
export function upgrade(database: Database, oldVersion: number): void {
  for (const step of STEPS.slice(oldVersion)) step(database);
}
