import type { ConnectionPair } from '../domain/connection-pair.ts';
import type { SyncStore } from '../sync/store.ts';
import { ownKey } from './owned.ts';
import type { Database } from './schema.ts';

/** Incidents of accounts as the events left them; written with the events (`takeEvents`), read by the tickets' work. */
export function incidentStore(
  database: Database,
  pair: ConnectionPair,
): Pick<SyncStore, 'incident' | 'incidentsOfCustomer'> {
  return {
    incident: (key) => database.get('incidents', ownKey(pair, key)),
    incidentsOfCustomer: (customerId) => database.getAllFromIndex('incidents', 'byCustomer', ownKey(pair, customerId)),
  };
}
