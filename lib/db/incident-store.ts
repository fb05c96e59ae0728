import type { SyncStore } from '../sync/store.ts';
import type { Database } from './schema.ts';

/** Problems of accounts as the events left them; written with the events (`takeEvents`), read by the tickets' work. */
export function problemStore(database: Database): Pick<SyncStore, 'problem' | 'problemsOfCustomer'> {
  return {
    problem: (key) => database.get('problems', key),
    problemsOfCustomer: (customerId) => database.getAllFromIndex('problems', 'byCustomer', customerId),
  };
}
