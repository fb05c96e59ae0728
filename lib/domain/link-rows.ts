import { type ExactMatch, exactMatches, type Link, nameEvidence } from './link.ts';
import type { LinkCompany, LinkCounts, LinkRow, LinkSuggestion } from './link-view.ts';
import { customerDoubt } from './usage-doubts.ts';

interface Sides {
  customers: readonly { id: string; name: string }[];
  links: readonly Link[];
  companies: readonly LinkCompany[];
  /** See `linksByManagedId`. */
  byManagedId: boolean;
  /** Companies whose names may be the customer's, the likeliest first. */
  alike: (name: string) => readonly number[];
}

/** Returns the state of every customer's link, in the order of the customers. Pure. */
export function linkRows({ customers, links, companies, byManagedId, alike }: Sides): LinkRow[] {
  const names = new Map(companies.map(({ id, name }) => [id, name]));
  const ofCustomer = Map.groupBy(countedLinks(links, byManagedId), ({ customerId }) => customerId);
  const named = (id: number): LinkCompany => ({ id, name: names.get(id) ?? `Company ${id}` });
  return customers.map((customer) => {
    const row = { customerId: customer.id, customerName: customer.name };
    const [link, ...others] = ofCustomer.get(customer.id) ?? [];
    if (link && others.length > 0)
      return { ...row, state: 'conflicting', companies: [link, ...others].map(({ companyId }) => named(companyId)) };
    if (link) {
      const { evidence, confirmedBy, confirmedAt } = link;
      const company = names.get(link.companyId);
      const isDoubtful =
        company !== undefined && customerDoubt(customer, { company, confirmed: link.customerName }) !== undefined;
      return {
        ...row,
        state: 'linked',
        companies: [named(link.companyId)],
        evidence,
        ...(confirmedBy !== undefined && { confirmedBy }),
        ...(confirmedAt !== undefined && { confirmedAt }),
        ...(isDoubtful && { doubt: true as const }),
      };
    }
    const [company] = alike(customer.name).map(named);
    const evidence = company && nameEvidence(customer.name, company.name);
    return company && evidence
      ? { ...row, state: 'suggested', companies: [company], evidence }
      : { ...row, state: 'none', companies: [] };
  });
}

/** Returns the equal names that may be confirmed: of customers without a link, with companies that nobody is linked to. Pure. */
export function confirmableMatches({
  customers,
  links,
  companies,
}: Omit<Sides, 'alike' | 'byManagedId'>): ExactMatch[] {
  const [linked, taken] = [new Set(links.map((link) => link.customerId)), new Set(links.map((link) => link.companyId))];
  return exactMatches(customers, companies).filter(
    ({ customerId, companyId }) => !linked.has(customerId) && !taken.has(companyId),
  );
}

export function countRows(rows: readonly LinkRow[]): LinkCounts {
  const counts: LinkCounts = { linked: 0, suggested: 0, conflicting: 0, none: 0 };
  for (const { state } of rows) counts[state] += 1;
  return counts;
}

/** Whether a row's customer, or one of its companies, is what a user looks for. */
export function fitsSearch({ customerId, customerName, companies }: LinkRow, search: string): boolean {
  const wanted = search.trim().toLowerCase();
  const texts = [customerName, customerId, ...companies.map(({ name }) => name)];
  return texts.some((text) => text.toLowerCase().includes(wanted));
}

/** What needs a user comes first. */
export function inOrderOfNeed(rows: readonly LinkRow[]): LinkRow[] {
  const rank = ({ state, doubt }: LinkRow) => ({ conflicting: 0, suggested: 1, none: 3, linked: doubt ? 2 : 4 })[state];
  return [...rows].sort((a, b) => rank(a) - rank(b) || a.customerName.localeCompare(b.customerName));
}

function countedLinks(links: readonly Link[], byManagedId: boolean): Link[] {
  return links.filter(({ evidence, confirmedAt }) =>
    byManagedId ? evidence === 'managed-id' : confirmedAt !== undefined,
  );
}

/** As many are suggested for one company. */
const MOST_SUGGESTIONS = 3;

/** Returns the customers whose names may be a company's, equal names first. Pure. */
export function suggestedCustomers(
  customers: readonly { id: string; name: string }[],
  companyName: string,
): LinkSuggestion[] {
  const found = customers.flatMap(({ id, name }) => {
    const evidence = nameEvidence(name, companyName);
    return evidence ? [{ customerId: id, customerName: name, evidence }] : [];
  });
  const isExact = ({ evidence }: LinkSuggestion) => evidence === 'exact-name';
  return [...found.filter(isExact), ...found.filter((one) => !isExact(one))].slice(0, MOST_SUGGESTIONS);
}
