/** Pages whose searches are remembered: far more than are open at once. */
const ASKERS = 50;

/** Knows the newest search of each page, so that a newer one ends an older one. */
export interface NewestSearches {
  /** Notes a search, whose pages may be asked for one after the other; answers whether another one began since. */
  begin(asker: string, query: string): () => boolean;
}

export function newestSearches(): NewestSearches {
  const newest = new Map<string, string>();
  return {
    begin: (asker, query) => {
      newest.delete(asker);
      newest.set(asker, query);
      const [oldest] = newest.keys();
      if (newest.size > ASKERS && oldest !== undefined) newest.delete(oldest);
      return () => newest.has(asker) && newest.get(asker) !== query;
    },
  };
}
