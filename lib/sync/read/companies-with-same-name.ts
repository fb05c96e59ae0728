import { mayBeSameName, nameWords } from '../../domain/same-name.ts';

/** As many companies of a like name are looked at for one customer: each costs a request. */
export const SAME_NAME_LIMIT = 3;
/** So many are read with their status, in one request: inactive ones of the name must not take the places of live ones. */
export const SAME_NAME_LIMIT_WITH_DEAD = 6;

/** A company by its name. */
export interface Named {
  id: number;
  name: string;
}

/**
 * Which of the companies may well bear a name (`mayBeSameName`): their ids, those whose names differ in the fewest words first.
 * Thousands of customers are compared with thousands of companies: only names that share a rare word are looked at. Pure.
 */
export function companiesWithSameName(companies: readonly Named[]): (name: string, limit: number) => number[] {
  const words = new Map(companies.map((company) => [company, new Set(nameWords(company.name))]));
  const bearers = grouped(companies, (company) => words.get(company) ?? []);
  const rarest = (some: Iterable<string>) => [...some].sort((a, b) => borneBy(a) - borneBy(b))[0];
  const borneBy = (word: string) => bearers.get(word)?.length ?? 0;
  const byRarest = grouped(companies, (company) => [rarest(words.get(company) ?? []) ?? '']);
  return (name, limit) => {
    const asked = new Set(nameWords(name));
    // The shorter name's words all occur in the longer one, its rarest among them.
    const longer = bearers.get(rarest(asked) ?? '') ?? [];
    const shorter = [...asked].flatMap((word) => byRarest.get(word) ?? []);
    const distance = (company: Named) => Math.abs((words.get(company)?.size ?? 0) - asked.size);
    return [...new Set([...longer, ...shorter])]
      .filter((company) => mayBeSameName(name, company.name))
      .sort((a, b) => distance(a) - distance(b) || a.id - b.id)
      .slice(0, limit)
      .map(({ id }) => id);
  };
}

function grouped(companies: readonly Named[], keysOf: (company: Named) => Iterable<string>): Map<string, Named[]> {
  const groups = new Map<string, Named[]>();
  for (const company of companies) {
    for (const key of keysOf(company)) {
      const group = groups.get(key);
      if (group) group.push(company);
      else groups.set(key, [company]);
    }
  }
  return groups;
}
