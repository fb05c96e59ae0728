import { EVER } from './log/repair-log.ts';
import type { Database } from './schema.ts';

/** How the rows of one connection are found. */
const OWNER = ['tenant', 'portal'];

/**
 * Brings a database up to date, step by step: each version adds a step of its own and edits no earlier one.
 * @param from the version it has; 0: it is new
 */
export function upgradeStores(database: Database, from: number): void {
  if (from < 1) createStores(database);
  if (from < 2) createUsageStores(database);
  if (from < 3) createLogStores(database, from > 0);
}

/**
 * Creates the stores of version 3: the search index of the event log and the journal. What is in them already is put into it later, a
 * part at a time (`lib/db/log/tidy-log.ts`): a worker that reads all of it here may be ended before it is done, again and again.
 */
function createLogStores(database: Database, isFilled: boolean): void {
  const logs = database.createObjectStore('logs');
  for (const log of ['events', 'runs'] as const) {
    void logs.put({ places: [], next: 1, ...(isFilled && { missingBefore: EVER }) }, log);
  }
  database.createObjectStore('logBlocks');
  database.createObjectStore('logChanges');
}

/**
 * Creates the stores of version 2: usage day by day, and what the vendor bills. The last databases of version 1 have the store of usage
 * already: it came first, without another number, and creating it a second time would end the whole upgrade.
 */
function createUsageStores(database: Database): void {
  if (!database.objectStoreNames.contains('usage')) {
    const usage = database.createObjectStore('usage', { keyPath: [...OWNER, 'customerId', 'month'] });
    usage.createIndex('byMonth', 'month');
  }
  const joins = database.createObjectStore('billingJoins', { keyPath: [...OWNER, 'clientId'] });
  joins.createIndex('byCustomer', [...OWNER, 'customerId']);
  database.createObjectStore('billedClients', { keyPath: [...OWNER, 'month', 'id'] });
}

/** Creates the stores of version 1. */
function createStores(database: Database): void {
  const events = database.createObjectStore('events', { keyPath: ['source', 'id'] });
  events.createIndex('byTime', 'at');
  events.createIndex('byCustomer', ['customerId', 'at']);
  events.createIndex('byWork', 'waitsFor', { multiEntry: true });
  const incidents = database.createObjectStore('incidents', { keyPath: [...OWNER, 'key'] });
  incidents.createIndex('byCustomer', [...OWNER, 'customerId']);
  incidents.createIndex('byAccount', [...OWNER, 'customerId', 'accountId']);
  incidents.createIndex('byEnd', 'endedAt');
  database.createObjectStore('cursors', { keyPath: [...OWNER, 'source'] });
  database.createObjectStore('counters', { keyPath: 'name' });
  const outbox = database.createObjectStore('outbox', { keyPath: [...OWNER, 'key'] });
  outbox.createIndex('byDue', [...OWNER, 'dueAt']);
  outbox.createIndex('byManual', [...OWNER, 'manualSequence']);
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
  journal.createIndex('byLook', 'unclear.lookAt');
  const links = database.createObjectStore('links', { keyPath: [...OWNER, 'customerId', 'companyId'] });
  links.createIndex('byCompany', [...OWNER, 'companyId']);
  database.createObjectStore('cache', { keyPath: 'key' });
}
