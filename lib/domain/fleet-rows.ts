import type { Money } from './change.ts';
import { FLEET_FILTERS, type FleetColumn, type FleetFilter, type FleetQuery, type FleetRow } from './fleet.ts';
import { type HealthState, WORST_FIRST } from './health.ts';
import type { LinkRow } from './link-view.ts';
import { yearlyAmount } from './yearly-amount.ts';

const FITS: Record<FleetFilter, (row: FleetRow) => boolean> = {
  all: () => true,
  'billed-wrongly': ({ lines }) => lines > 0,
  'needs-approval': ({ held }) => held > 0,
  'not-linked': ({ link }) => link !== 'linked',
  unhealthy: ({ health }) => health === 'error' || health === 'warning',
  'never-synced': ({ link, lastSyncAt }) => link === 'linked' && lastSyncAt === undefined,
  'missing-managed-ids': ({ missingManagedIds }) => missingManagedIds,
  'missing-additions': ({ missingAdditions }) => missingAdditions > 0,
  'not-compared': ({ failure }) => failure !== undefined,
};

/** Returns how many rows each saved filter fits. Pure. */
export function countFilters(rows: readonly FleetRow[]): Record<FleetFilter, number> {
  const counts = Object.fromEntries(FLEET_FILTERS.map((filter) => [filter, 0])) as Record<FleetFilter, number>;
  for (const row of rows) for (const filter of FLEET_FILTERS) if (FITS[filter](row)) counts[filter] += 1;
  return counts;
}

/** Returns the rows that filter and search fit, in the asked order; equal ones by name, then by id. Pure. */
export function selectRows(rows: readonly FleetRow[], { filter, search, sort, descending }: FleetQuery): FleetRow[] {
  const wanted = search.trim().toLowerCase();
  const found = rows.filter((row) => FITS[filter](row) && (wanted === '' || fitsSearch(row, wanted)));
  const compare = sort === 'difference' ? byAmount(found) : ORDERS[sort];
  const sign = descending ? -1 : 1;
  return found.sort((a, b) => sign * compare(a, b) || byName(a, b));
}

function fitsSearch({ customerName, customerId, efsId, companyName = '' }: FleetRow, wanted: string): boolean {
  return [customerName, customerId, efsId, companyName].some((text) => text.toLowerCase().includes(wanted));
}

type Compare = (a: FleetRow, b: FleetRow) => number;

const collator = new Intl.Collator(undefined, { sensitivity: 'base', numeric: true });
const byName: Compare = (a, b) =>
  collator.compare(a.customerName, b.customerName) || collator.compare(a.customerId, b.customerId);

const LINK_ORDER: Record<LinkRow['state'], number> = { conflicting: 0, suggested: 1, none: 2, linked: 3 };
const healthRank = (state: HealthState) => WORST_FIRST.indexOf(state);

/** Ascending orders: what needs a user first, where a column has no order of its own. */
const ORDERS: Record<Exclude<FleetColumn, 'difference'>, Compare> = {
  company: (a, b) => collator.compare(a.companyName ?? '', b.companyName ?? ''),
  customer: byName,
  link: (a, b) => LINK_ORDER[a.link] - LINK_ORDER[b.link],
  health: (a, b) => healthRank(a.health) - healthRank(b.health),
  findings: (a, b) => weight(a) - weight(b),
  'last-sync': (a, b) => (a.lastSyncAt ?? '').localeCompare(b.lastSyncAt ?? ''),
};

/** Each amount is calculated once: it takes longer than all else about a list of thousands, which compares each row many times. */
function byAmount(rows: readonly FleetRow[]): Compare {
  const amounts = new Map(rows.map((row) => [row, amountOf(row.difference)]));
  const amount = (row: FleetRow) => amounts.get(row) ?? 0;
  return (a, b) => amount(a) - amount(b);
}

/** An error counts more than any number of warnings that a company has. */
function weight({ findings }: FleetRow): number {
  return findings.error * 1e6 + findings.warning * 1e3 + findings.info;
}

/**
 * How wrongly a company is billed, whichever way: an amount a year, so that a month and a quarter compare. Currencies are not
 * converted: this orders rows and is never shown.
 */
function amountOf(difference: readonly Money[]): number {
  return difference.reduce((sum, { from, to, cycle }) => {
    const amount = Math.abs(to - from);
    return sum + (yearlyAmount(amount, cycle) ?? amount);
  }, 0);
}
