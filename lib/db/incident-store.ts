import type { SyncStore } from '../sync/store.ts';
import type { Database } from './schema.ts';

/** Incidents of accounts as the events left them; written with the events (`takeEvents`), read by the tickets' work. */
export function incidentStore(database: Database): Pick<SyncStore, 'incident' | 'incidentsOfCustomer'> {
  return {
    incident: (key) => database.get('incidents', key),
    incidentsOfCustomer: (customerId) => database.getAllFromIndex('incidents', 'byCustomer', customerId),
  };
}
