import { SEED } from '../../simulator/connectwise/seed.ts';
import type { ConnectWiseState } from '../../simulator/connectwise/state.ts';
import { type Row, valueAt } from '../../simulator/connectwise/table.ts';

/** The tables that a sync writes. */
const WRITTEN = ['managementSummaryReports', 'configurations', 'additions'] as const;

/** What ConnectWise holds in the tables that a sync writes, without who wrote it when: by table and id. */
export type Records = ReadonlyMap<string, string>;

export function recordsOf({ tables }: ConnectWiseState): Records {
  const all = WRITTEN.flatMap((table) =>
    tables[table].all().map(({ _info, ...members }): [string, string] => [`${table} ${members.id}`, inOrder(members)]),
  );
  return new Map(all);
}

/** How many records are new, other or gone. */
export function changedRecords(before: Records, after: Records): number {
  let changed = 0;
  for (const [key, text] of after) if (before.get(key) !== text) changed += 1;
  for (const key of before.keys()) if (!after.has(key)) changed += 1;
  return changed;
}

/** One record of either side that differs, or undefined where both ConnectWises hold the same. */
export function firstDifference(one: Records, other: Records): string | undefined {
  for (const key of new Set([...one.keys(), ...other.keys()])) {
    if (one.get(key) !== other.get(key)) return `${key}: ${one.get(key)} / ${other.get(key)}`;
  }
  return undefined;
}

/** Rows of 1,000: the most that ConnectWise gives at once (docs/reference/connectwise-rest.md#paging). */
const PAGE = 1000;

export interface LeastReads {
  entries: number;
  additions: number;
  /** Pages of companies, agreements and configurations, and the set-up tables. */
  pages: number;
  /** Pages of the reports of all entries and of our additions. */
  reports: number;
}

/**
 * The reads that the API leaves no way around for a bulk sync. Through the resource API entries only come by company and additions
 * only by agreement; everything else, and with the right to them the reports, comes in pages of 1,000, however many companies
 * it belongs to.
 */
export function leastReads({ tables }: ConnectWiseState): LeastReads {
  const companies = new Set(tables.managementSummaryReports.all().map((entry) => valueAt(entry, 'company/id')));
  const agreements = tables.agreements.all().filter((agreement) => companies.has(valueAt(agreement, 'company/id')));
  const ours = (row: Row) => valueAt(row, 'type/id') === SEED.configurationTypes.backupStats;
  const configurations = tables.configurations.all().filter(ours).length;
  const setUp = [
    'managementItSolutions',
    'managedDevicesIntegrations',
    'crossReferences',
    'configurationTypes',
    'catalog',
  ];
  const pages = [companies.size, agreements.length, configurations].reduce(
    (sum, rows) => sum + Math.ceil(rows / PAGE),
    0,
  );
  const ourAdditions = tables.additions.all().filter(({ serialNumber }) => String(serialNumber).startsWith('EFS-'));
  const reports = [tables.managementSummaryReports.all(), ourAdditions].reduce(
    (sum, rows) => sum + Math.ceil(rows.length / PAGE),
    0,
  );
  return { entries: companies.size, additions: agreements.length, pages: pages + setUp.length, reports };
}

function inOrder(members: object): string {
  return JSON.stringify(Object.fromEntries(Object.entries(members).sort(([a], [b]) => (a < b ? -1 : 1))));
}
