import type { IDBPDatabase, IDBPTransaction } from 'idb';
import { abandon } from './transaction.ts';
import { upgradedEntry, upgradedEvent } from './version-1.ts';
import { unclearOfVersion2 } from './version-2.ts';

/** Steps know the shape of their day, not `Schema`, which describes the newest one. */
type AnyDatabase = IDBPDatabase<unknown>;
type Upgrading = IDBPTransaction<unknown, string[], 'versionchange'>;

/** One step per version, each leading from the one before: a step once released is never edited. */
const STEPS: readonly ((database: AnyDatabase, transaction: Upgrading) => Promise<void> | void)[] = [
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
  /** Tickets: events wait for several works, and problems are kept. */
  async (database, transaction) => {
    const incidents = database.createObjectStore('incidents', { keyPath: 'key' });
    incidents.createIndex('byCustomer', 'customerId');
    incidents.createIndex('byAccount', ['customerId', 'accountId']);
    incidents.createIndex('byEnd', 'endedAt');
    const events = transaction.objectStore('events');
    events.deleteIndex('byState');
    events.createIndex('byWork', 'waitsFor', { multiEntry: true });
    const outbox = transaction.objectStore('outbox');
    outbox.createIndex('byManual', 'manualSequence');
    for (let event = await events.openCursor(); event; event = await event.continue()) {
      await event.update(upgradedEvent(event.value));
    }
    for (let entry = await outbox.openCursor(); entry; entry = await entry.continue()) {
      await entry.update(upgradedEntry(entry.value));
    }
  },
  /** Writes whose outcome is not known are looked for until it is. */
  async (_database, transaction) => {
    const journal = transaction.objectStore('journal');
    journal.createIndex('byLook', 'unclear.lookAt');
    for (let entry = await journal.openCursor(); entry; entry = await entry.continue()) {
      const unclear = unclearOfVersion2(entry.value);
      if (unclear) await entry.update({ ...entry.value, unclear });
    }
  },
];

/**
 * Brings a database of any earlier version (0: new) to the current one, or to `newVersion` in tests of an older one. A step
 * that fails leaves the database as it was.
 */
export async function upgrade(
  database: AnyDatabase,
  transaction: Upgrading,
  oldVersion: number,
  newVersion: number,
): Promise<void> {
  try {
    for (const step of STEPS.slice(oldVersion, newVersion)) {
      const working = step(database, transaction);
      if (working) await working;
    }
  } catch {
    // Not thrown on: the opening fails with the aborted transaction, which is what the caller awaits.
    await abandon(transaction);
  }
}
