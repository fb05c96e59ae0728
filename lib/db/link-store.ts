import type { SyncStore } from '../sync/store.ts';
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
    putLinks: (companyId, customerIds) =>
      atomically(database, ['links'], async (transaction) => {
        const links = transaction.objectStore('links');
        for (const key of await links.index('byCompany').getAllKeys(companyId)) await links.delete(key);
        for (const customerId of customerIds) await links.put({ customerId, companyId });
      }),
  };
}
