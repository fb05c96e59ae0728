import type { SyncStore } from '../sync/store.ts';
import { linked } from './outbox-entry.ts';
import type { Database } from './schema.ts';
import { atomically } from './transaction.ts';

type LinkStore = Pick<SyncStore, 'companyOfCustomer' | 'companiesOfCustomer' | 'putLinks'>;

/** Which companies carry which customer's EFS id, as last read from ConnectWise. */
export function linkStore(database: Database): LinkStore {
  const companiesOfCustomer = async (customerId: string) =>
    (await database.getAllFromIndex('links', 'byCustomer', customerId)).map((link) => link.companyId);
  return {
    companiesOfCustomer,
    companyOfCustomer: async (customerId) => {
      const companies = await companiesOfCustomer(customerId);
      return companies.length === 1 ? companies[0] : undefined;
    },
    putLinks: (companyId, customerIds, { keepOthers } = { keepOthers: false }) =>
      atomically(database, ['links', 'outbox'], async (transaction) => {
        const links = transaction.objectStore('links');
        const outbox = transaction.objectStore('outbox');
        if (!keepOthers) {
          for (const key of await links.index('byCompany').getAllKeys(companyId)) await links.delete(key);
        }
        for (const customerId of customerIds) {
          await links.put({ customerId, companyId });
          const sync = await outbox.getAll(`sync:${customerId}`);
          const tickets = await outbox.getAll(
            IDBKeyRange.bound(`ticket:${customerId}:`, `ticket:${customerId}:\uffff`),
          );
          for (const entry of [...sync, ...tickets]) {
            const woken = entry.customerId === customerId && linked(entry);
            if (woken) await outbox.put(woken);
          }
        }
      }),
  };
}
