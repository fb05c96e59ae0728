import type { ConnectionPair } from '../domain/connection-pair.ts';
import type { Link, LinkConfirmation } from '../domain/link.ts';
import type { SyncStore } from '../sync/store.ts';
import { linked } from './outbox-entry.ts';
import { ownKey, ownRange } from './owned.ts';
import type { Database, KeptLink } from './schema.ts';
import { atomically, type Write } from './transaction.ts';

type LinkStore = Pick<
  SyncStore,
  | 'companyOfCustomer'
  | 'companiesOfCustomer'
  | 'linksOfCompany'
  | 'links'
  | 'putLinks'
  | 'confirmLinks'
  | 'withdrawLink'
>;

const STORES: ['links', 'outbox'] = ['links', 'outbox'];

/** Which companies carry which customer's EFS id, as last read from ConnectWise, and what users said of them. */
export function linkStore(database: Database, pair: ConnectionPair): LinkStore {
  const companiesOfCustomer = async (customerId: string) =>
    (await database.getAll('links', ownRange(pair, customerId))).map(({ companyId }) => companyId);
  return {
    companiesOfCustomer,
    companyOfCustomer: async (customerId) => {
      const companies = await companiesOfCustomer(customerId);
      return companies.length === 1 ? companies[0] : undefined;
    },
    linksOfCompany: async (companyId) =>
      (await database.getAllFromIndex('links', 'byCompany', ownKey(pair, companyId))).map(linkOf),
    links: async () => (await database.getAll('links', ownRange(pair))).map(linkOf),
    putLinks: (companyId, customerIds, { keepOthers } = { keepOthers: false }) =>
      atomically(database, STORES, async (transaction) => {
        const links = transaction.objectStore('links');
        const before = await links.index('byCompany').getAll(ownKey(pair, companyId));
        for (const link of before) {
          if (!keepOthers && !customerIds.includes(link.customerId)) await links.delete(keyOf(link));
        }
        for (const customerId of customerIds) {
          const confirmed = before.find((link) => link.customerId === customerId)?.confirmed;
          await links.put({ ...row(pair, customerId, companyId), carried: true, ...(confirmed && { confirmed }) });
          await wake(transaction, pair, customerId);
        }
      }),
    confirmLinks: (confirmations) =>
      atomically(database, STORES, async (transaction) => {
        for (const confirmation of confirmations) await confirm(transaction, pair, confirmation);
      }),
    withdrawLink: (customerId, companyId) =>
      atomically(database, STORES, async (transaction) => {
        const links = transaction.objectStore('links');
        const link = await links.get(ownKey(pair, customerId, companyId));
        if (!link?.confirmed) return false;
        await withdraw(transaction, link);
        return true;
      }),
  };
}

async function confirm(
  transaction: Write<typeof STORES>,
  pair: ConnectionPair,
  { customerId, companyId, ...confirmed }: LinkConfirmation,
): Promise<void> {
  const links = transaction.objectStore('links');
  for (const other of await links.getAll(ownRange(pair, customerId))) {
    if (other.companyId !== companyId && other.confirmed) await withdraw(transaction, other);
  }
  const before = await links.get(ownKey(pair, customerId, companyId));
  await links.put({ ...row(pair, customerId, companyId), carried: before?.carried ?? false, confirmed });
  await wake(transaction, pair, customerId);
}

/** Work that waited only for a link of its customer is due now. */
async function wake(transaction: Write<typeof STORES>, pair: ConnectionPair, customerId: string): Promise<void> {
  const outbox = transaction.objectStore('outbox');
  const sync = await outbox.getAll(ownKey(pair, `sync:${customerId}`));
  const tickets = await outbox.getAll(
    IDBKeyRange.bound(ownKey(pair, `ticket:${customerId}:`), ownKey(pair, `ticket:${customerId}:\uffff`)),
  );
  for (const entry of [...sync, ...tickets]) {
    const woken = entry.customerId === customerId && linked(entry);
    if (woken) await outbox.put(woken);
  }
}

async function withdraw(transaction: Write<typeof STORES>, link: KeptLink): Promise<void> {
  const links = transaction.objectStore('links');
  const { confirmed: _withdrawn, ...carried } = link;
  if (link.carried) await links.put(carried);
  else await links.delete(keyOf(link));
}

function row({ tenant, portal }: ConnectionPair, customerId: string, companyId: number) {
  return { tenant, portal, customerId, companyId };
}

function keyOf(link: KeptLink) {
  return ownKey(link, link.customerId, link.companyId);
}

/** What is written in ConnectWise speaks before what a user said of it. */
function linkOf({ carried, confirmed, ...link }: KeptLink): Link {
  return { ...link, evidence: 'managed-id', ...confirmed, ...(carried && { evidence: 'managed-id' as const }) };
}
