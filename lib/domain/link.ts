import type { IsoTime } from '../shared/time.ts';
import type { ConnectionPair } from './connection-pair.ts';
import type { SourceKind } from './portal-facts.ts';
import { mayBeSameName, nameWords } from './same-name.ts';

/**
 * What speaks for a link. `managed-id`: entries with the customer's EFS id, as last read. The others are a user's
 * confirmation: of an equal name, of a similar one, or of neither.
 */
export type LinkEvidence = 'managed-id' | 'exact-name' | 'similar-name' | 'choice';

/** A customer of one portal and a company of one ConnectWise (docs/reference/links.md). */
export interface Link extends ConnectionPair {
  customerId: string;
  companyId: number;
  evidence: LinkEvidence;
  /** Set: a user confirmed it, in this browser. */
  confirmedBy?: string;
  confirmedAt?: IsoTime;
  /** The customer's name at the confirmation: another name later is another customer, until a user has looked. */
  customerName?: string;
}

/** What a user says of a customer and a company. */
export interface LinkConfirmation extends Pick<Link, 'customerId' | 'companyId' | 'customerName'> {
  evidence: Exclude<LinkEvidence, 'managed-id'>;
  confirmedBy: string;
  confirmedAt: IsoTime;
}

/**
 * Whether EFS ids in ConnectWise are this portal's customer ids, so that managed-ID entries link by themselves. The client ids
 * of x360Recover are another number space (docs/reference/portals.md#what-it-does-not-have): only a user links there. A file's
 * are too, unless the user who imported it said that its column of customer ids holds EFS ids.
 * @param portal the port, or what names one
 */
export function linksByManagedId({ kind, hasEfsIds = false }: { kind: SourceKind; hasEfsIds?: boolean }): boolean {
  return kind === 'efs-portal' || (kind === 'file' && hasEfsIds);
}

/** Returns how well two names fit: the same words, one's words among the other's, or undefined. */
export function nameEvidence(customer: string, company: string): 'exact-name' | 'similar-name' | undefined {
  if (!mayBeSameName(customer, company)) return undefined;
  return nameKey(customer) === nameKey(company) ? 'exact-name' : 'similar-name';
}

/** The words of a name that count, in their order; equal keys are equal names. '' where none counts. */
export function nameKey(name: string): string {
  return nameWords(name).join(' ');
}

/** A customer and a company whose names are the same, and nobody else's. */
export interface ExactMatch {
  customerId: string;
  companyId: number;
}

interface Named<Id> {
  id: Id;
  name: string;
}

/** Returns the customers and companies whose names are equal on both sides exactly once. Pure. */
export function exactMatches(customers: readonly Named<string>[], companies: readonly Named<number>[]): ExactMatch[] {
  const [byName, companiesByName] = [single(customers), single(companies)];
  return [...byName].flatMap(([key, customer]) => {
    const company = companiesByName.get(key);
    return customer && company ? [{ customerId: customer.id, companyId: company.id }] : [];
  });
}

/** By name; null for a name that several bear. */
function single<Id>(all: readonly Named<Id>[]): Map<string, Named<Id> | null> {
  const found = new Map<string, Named<Id> | null>();
  for (const one of all) {
    const key = nameKey(one.name);
    if (key !== '') found.set(key, found.has(key) ? null : one);
  }
  return found;
}

/**
 * Returns the number by which a company's records carry each of its linked customers: its own where an entry has that, else the
 * one number that no other customer's is, for exactly one customer. A customer that is in neither is not known there.
 * @param numbers customer numbers of the EFS ids on the company's entries
 */
export function numbersOfCustomers(customerIds: readonly string[], numbers: readonly string[]): Map<string, string> {
  const found = new Map(customerIds.filter((id) => numbers.includes(id)).map((id) => [id, id]));
  const [customer, ...others] = customerIds.filter((id) => !found.has(id));
  const [number, ...more] = numbers.filter((id) => !found.has(id));
  if (customer !== undefined && number !== undefined && !others.length && !more.length) found.set(customer, number);
  return found;
}
