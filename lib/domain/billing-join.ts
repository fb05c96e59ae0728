import type { IsoTime } from '../shared/time.ts';
import type { BilledClient } from './billed-usage.ts';
import type { ConnectionPair } from './connection-pair.ts';
import { type LinkEvidence, nameEvidence, nameKey } from './link.ts';
import { mayBeSameName } from './same-name.ts';

/** What a join was confirmed by: an equal name, a similar one, or neither. */
export type JoinEvidence = Exclude<LinkEvidence, 'managed-id'>;

/** A user's word that a billed client is a customer of the portal (docs/reference/portals.md#billing-usage). */
export interface BillingJoin extends ConnectionPair {
  /** Of the billed client. */
  clientId: string;
  customerId: string;
  evidence: JoinEvidence;
  confirmedBy: string;
  confirmedAt: IsoTime;
  /** Both names at the confirmation: with other names they may be others, until a user has looked. */
  clientName: string;
  customerName: string;
}

/** A billed client and who it is. `joined`: its amounts count. `doubt`: they did, until a name changed. The others do not count. */
export interface BillingRow {
  clientId: string;
  clientName: string;
  products: string[];
  state: 'joined' | 'doubt' | 'suggested' | 'none';
  customer?: { id: string; name: string };
  /** Of a join, or of what a suggestion goes by. */
  evidence?: JoinEvidence;
  confirmedBy?: string;
  confirmedAt?: IsoTime;
}

interface Named {
  id: string;
  name: string;
}

interface Sides {
  clients: readonly BilledClient[];
  joins: readonly BillingJoin[];
  customers: readonly Named[];
}

/**
 * Whether a join is in doubt: the client's name is not the confirmed one any more, or the customer's is neither that nor like the
 * client's. Pure.
 * @param customer absent: its name is not known now.
 */
export function isJoinInDoubt(
  join: Pick<BillingJoin, 'clientName' | 'customerName'>,
  client: Pick<Named, 'name'>,
  customer?: Pick<Named, 'name'>,
): boolean {
  if (!isSameName(join.clientName, client.name)) return true;
  if (!customer || isSameName(join.customerName, customer.name)) return false;
  return !mayBeSameName(client.name, customer.name);
}

/** The same words; where none counts, the same text. */
function isSameName(one: string, other: string): boolean {
  const key = nameKey(one);
  return key === nameKey(other) && (key !== '' || one.trim() === other.trim());
}

/** Returns how well the names fit; `choice` where they do not. */
export function joinEvidence(client: string, customer: string): JoinEvidence {
  return nameEvidence(client, customer) ?? 'choice';
}

/**
 * Returns who every billed client is, in their order. Pure.
 * @param alike customers whose names may be the client's, the likeliest first
 */
export function billingRows(
  { clients, joins, customers }: Sides,
  alike: (name: string) => readonly Named[],
): BillingRow[] {
  const byClient = new Map(joins.map((join) => [join.clientId, join]));
  const byId = new Map(customers.map((customer) => [customer.id, customer]));
  const listed = new Set(clients.map(({ id }) => id));
  // A client that is billed no more is still joined, and only a user can say that it is not missing.
  const gone = joins
    .filter(({ clientId }) => !listed.has(clientId))
    .map(({ clientId, clientName, customerId, customerName, evidence, confirmedBy, confirmedAt }): BillingRow => {
      const customer = { id: customerId, name: byId.get(customerId)?.name ?? customerName };
      return { clientId, clientName, products: [], state: 'doubt', customer, evidence, confirmedBy, confirmedAt };
    });
  const rows = clients.map((client): BillingRow => {
    const row = { clientId: client.id, clientName: client.name, products: productsOf(client) };
    const join = byClient.get(client.id);
    if (join) {
      const { customerId, customerName, evidence, confirmedBy, confirmedAt } = join;
      const customer = byId.get(customerId);
      return {
        ...row,
        state: isJoinInDoubt(join, client, customer) ? 'doubt' : 'joined',
        customer: { id: customerId, name: customer?.name ?? customerName },
        evidence,
        confirmedBy,
        confirmedAt,
      };
    }
    const [customer] = alike(client.name);
    const evidence = customer && nameEvidence(client.name, customer.name);
    return customer && evidence ? { ...row, state: 'suggested', customer, evidence } : { ...row, state: 'none' };
  });
  return [...rows, ...gone];
}

/**
 * Returns the clients without a join whose name is exactly one customer's, with that customer. Not where two clients of that
 * name are billed for one product: which of them it is, only a user knows. Pure.
 */
export function exactJoins({ clients, joins, customers }: Sides): { client: BilledClient; customer: Named }[] {
  const joined = new Set(joins.map(({ clientId }) => clientId));
  const clientsByName = Map.groupBy(clients, ({ name }) => nameKey(name));
  const customersByName = Map.groupBy(customers, ({ name }) => nameKey(name));
  return [...clientsByName].flatMap(([key, sameName]) => {
    const [customer, ...others] = customersByName.get(key) ?? [];
    if (key === '' || !customer || others.length > 0 || sharesProduct(sameName)) return [];
    return sameName.filter(({ id }) => !joined.has(id)).map((client) => ({ client, customer }));
  });
}

function sharesProduct(clients: readonly BilledClient[]): boolean {
  if (clients.length < 2) return false;
  const products = clients.map(productsOf);
  // A client of which no product is known may be any.
  return products.some((some) => some.length === 0) || new Set(products.flat()).size < products.flat().length;
}

/** Products of which anything is said, in the vendor's order. */
export function productsOf({ amounts, unread = [] }: Pick<BilledClient, 'amounts' | 'unread'>): string[] {
  return [...new Set([...amounts, ...unread].map(({ product }) => product))];
}

/** What needs a user comes first. */
export function inOrderOfNeed(rows: readonly BillingRow[]): BillingRow[] {
  const rank = { doubt: 0, suggested: 1, none: 2, joined: 3 };
  return [...rows].sort(
    (a, b) =>
      rank[a.state] - rank[b.state] || a.clientName.localeCompare(b.clientName) || a.clientId.localeCompare(b.clientId),
  );
}

/** Whether a row's client, product or customer is what a user looks for. */
export function fitsSearch({ clientId, clientName, products, customer }: BillingRow, search: string): boolean {
  const wanted = search.trim().toLowerCase();
  return [clientName, clientId, ...products, customer?.name ?? '', customer?.id ?? ''].some((text) =>
    text.toLowerCase().includes(wanted),
  );
}
