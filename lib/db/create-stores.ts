import type { Database } from './schema.ts';

/** Creates the stores of version 1. Once that is released, a later version adds a step of its own and edits no earlier one. */
export function createStores(database: Database): void {
  const events = database.createObjectStore('events', { keyPath: ['source', 'id'] });
  events.createIndex('byTime', 'at');
  events.createIndex('byCustomer', ['customerId', 'at']);
  events.createIndex('byWork', 'waitsFor', { multiEntry: true });
  const incidents = database.createObjectStore('incidents', { keyPath: 'key' });
  incidents.createIndex('byCustomer', 'customerId');
  incidents.createIndex('byAccount', ['customerId', 'accountId']);
  incidents.createIndex('byEnd', 'endedAt');
  database.createObjectStore('cursors', { keyPath: 'source' });
  database.createObjectStore('counters', { keyPath: 'name' });
  const outbox = database.createObjectStore('outbox', { keyPath: 'key' });
  outbox.createIndex('byDue', 'dueAt');
  outbox.createIndex('byManual', 'manualSequence');
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
  const links = database.createObjectStore('links', { keyPath: ['customerId', 'companyId'] });
  links.createIndex('byCustomer', 'customerId');
  links.createIndex('byCompany', 'companyId');
  database.createObjectStore('cache', { keyPath: 'key' });
}
