import type { ConnectionPair } from '../domain/connection-pair.ts';
import type { SyncStore } from '../sync/store.ts';
import { ownKey, ownRange } from './owned.ts';
import type { Database } from './schema.ts';

/** Incidents of accounts as the events left them; written with the events (`takeEvents`), read by the tickets' work. */
export function incidentStore(
  database: Database,
  pair: ConnectionPair,
): Pick<SyncStore, 'incident' | 'incidentsOfCustomer' | 'lastingIncidents'> {
  return {
    incident: (key) => database.get('incidents', ownKey(pair, key)),
    incidentsOfCustomer: (customerId) => database.getAllFromIndex('incidents', 'byCustomer', ownKey(pair, customerId)),
    lastingIncidents: async () => {
      const own = await database.getAllFromIndex('incidents', 'byCustomer', ownRange(pair));
      return own.filter(({ lasts }) => lasts);
    },
  };
}
