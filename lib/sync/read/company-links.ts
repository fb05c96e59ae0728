import { type Link, linksByManagedId, numbersOfCustomers } from '../../domain/link.ts';
import type { EngineDeps } from '../engine-api.ts';

/** How a company is linked to one of its customers. */
export interface CompanyLink {
  /** The number by which the company's records carry the customer; null: which one it is is not known. */
  efsNumber: string | null;
  /** Set: a user confirmed the link, when the customer had this name. */
  confirmedName?: string;
}

/** The customers of a company with their links, by customer id. */
export interface CompanyLinks {
  customerIds: string[];
  links: Record<string, CompanyLink>;
}

/**
 * The customers whose figures a company's records hold. Where managed-ID entries link by themselves: those that its entries
 * name; else those that a user confirmed, under whatever EFS id the entries have. Asks nobody outside.
 * @param numbers of the EFS ids on the company's entries, in their order
 */
export async function companyLinks(
  { store, portal }: Pick<EngineDeps, 'store' | 'portal'>,
  companyId: number,
  numbers: readonly string[],
): Promise<CompanyLinks> {
  const known = await store.linksOfCompany(companyId);
  const byCustomer = new Map(known.map((link) => [link.customerId, link]));
  if (linksByManagedId(portal)) {
    return linksOf(numbers, new Map(numbers.map((id) => [id, id])), byCustomer);
  }
  const confirmed = known.filter(({ confirmedAt }) => confirmedAt !== undefined).map(({ customerId }) => customerId);
  return linksOf(confirmed, numbersOfCustomers(confirmed, numbers), byCustomer);
}

function linksOf(
  customerIds: readonly string[],
  numbers: ReadonlyMap<string, string>,
  known: ReadonlyMap<string, Link>,
): CompanyLinks {
  const links = customerIds.map((id) => {
    const confirmedName = known.get(id)?.customerName;
    return [id, { efsNumber: numbers.get(id) ?? null, ...(confirmedName !== undefined && { confirmedName }) }] as const;
  });
  return { customerIds: [...customerIds], links: Object.fromEntries(links) };
}

/** The link of a customer of an observed company. What was kept before links were is of a portal whose ids are the numbers. */
export function linkIn({ links }: { links?: CompanyLinks['links'] }, customerId: string): CompanyLink {
  return links?.[customerId] ?? { efsNumber: customerId };
}
