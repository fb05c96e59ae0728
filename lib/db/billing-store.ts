import type { BilledClient } from '../domain/billed-usage.ts';
import type { ConnectionPair } from '../domain/connection-pair.ts';
import type { SyncStore } from '../sync/store.ts';
import { ownKey, ownRange } from './owned.ts';
import type { Database, Schema } from './schema.ts';
import { atomically } from './transaction.ts';

type BillingStore = Pick<
  SyncStore,
  | 'billingJoins'
  | 'billingJoinsOfCustomer'
  | 'putBillingJoins'
  | 'deleteBillingJoin'
  | 'putBilledClients'
  | 'billedClients'
  | 'billedClient'
>;

/** What the vendor bills, as last read, and which customer each billed client is, as users confirmed it. */
export function billingStore(database: Database, pair: ConnectionPair): BillingStore {
  const { tenant, portal } = pair;
  return {
    billingJoins: () => database.getAll('billingJoins', ownRange(pair)),
    billingJoinsOfCustomer: (customerId) =>
      database.getAllFromIndex('billingJoins', 'byCustomer', ownKey(pair, customerId)),
    putBillingJoins: (joins) =>
      atomically(database, ['billingJoins'], async (transaction) => {
        for (const join of joins) await transaction.objectStore('billingJoins').put({ ...join, tenant, portal });
      }),
    deleteBillingJoin: (clientId) =>
      atomically(database, ['billingJoins'], async (transaction) => {
        const store = transaction.objectStore('billingJoins');
        const key = ownKey(pair, clientId);
        if ((await store.getKey(key)) === undefined) return false;
        await store.delete(key);
        return true;
      }),
    putBilledClients: (month, clients, kept) =>
      atomically(database, ['billedClients'], async (transaction) => {
        const store = transaction.objectStore('billedClients');
        const months = new Set((await store.getAllKeys(ownRange(pair))).map(([, , known]) => known));
        for (const known of months) {
          if (known === month || !kept.includes(known)) await store.delete(ownRange(pair, known));
        }
        for (const client of clients) await store.put({ ...client, tenant, portal, month });
      }),
    billedClients: async (month) => (await database.getAll('billedClients', ownRange(pair, month))).map(clientOf),
    billedClient: async (month, clientId) => {
      const row = await database.get('billedClients', ownKey(pair, month, clientId));
      return row && clientOf(row);
    },
  };
}

function clientOf({ id, name, amounts, unread }: Schema['billedClients']['value']): BilledClient {
  return { id, name, amounts, ...(unread && { unread }) };
}
