/** A customer of the portal, as the pickers show it. */
export interface Customer {
  id: string;
  name: string;
}

export interface FoundCustomers {
  /** At most `MOST_SHOWN`, best first. */
  shown: Customer[];
  total: number;
}

/** What a page may know of the portal's customers at once; there is no list of all (docs/reference/trust.md). */
export const MOST_SHOWN = 20;
/** A shorter text finds too many. */
export const SHORTEST_SEARCH = 2;

/**
 * Makes a search over customers by a part of the name or by the beginning of the id. Ids in `first` come first, then those whose
 * name or id begins with the text. Folding is done once, so that twenty thousand customers are searched within a frame.
 */
export function customerSearch(
  customers: readonly Customer[],
  first: readonly string[],
  prefix: string,
): (text: string) => FoundCustomers {
  const own = new Set(first);
  const entries = customers
    .map((customer) => ({ customer, name: fold(customer.name), id: customer.id }))
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  const idStart = fold(`${prefix}-`);

  return (text) => {
    const wanted = fold(text.trim());
    const id = wanted.startsWith(idStart) ? wanted.slice(idStart.length) : wanted;
    const ranks: Customer[][] = [[], [], [], []];
    let total = 0;
    for (const entry of entries) {
      const rank = rankOf(entry.name, entry.id, wanted, id);
      if (rank === undefined) continue;
      total += 1;
      ranks[own.has(entry.id) ? 0 : rank]?.push(entry.customer);
    }
    return { shown: ranks.flatMap((rank) => rank.slice(0, MOST_SHOWN)).slice(0, MOST_SHOWN), total };
  };
}

function rankOf(name: string, id: string, wanted: string, wantedId: string): 1 | 2 | 3 | undefined {
  if (wanted === '') return 3;
  if (id === wantedId) return 1;
  if (name.startsWith(wanted) || id.startsWith(wantedId)) return 2;
  if (name.includes(wanted)) return 3;
  // The beginnings of several words, in any order.
  const words = wanted.split(/\s+/);
  return words.length > 1 && words.every((word) => ` ${name}`.includes(` ${word}`)) ? 3 : undefined;
}

/** Lower case without accents: `Müller` is found by `muller`. Plain ASCII, which most names are, is skipped. */
function fold(text: string): string {
  const plain = /^[\x20-\x7e]*$/.test(text) ? text : text.normalize('NFKD').replace(/\p{M}/gu, '');
  return plain.toLowerCase();
}
