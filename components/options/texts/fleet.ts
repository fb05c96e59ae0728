import type { FleetColumn, FleetFilter, FleetRow, FleetTotal, FleetView } from '../../../lib/domain/fleet.ts';
import { cycleWords, formatAmount, formatAmountChange } from '../../../lib/domain/money-sentence.ts';
import { type Failure, sentence } from '../../../lib/shared/errors.ts';
import { count, formatMonth, formatNumber, formatShortMoment } from '../../ui/format.ts';
import { formatText } from '../../ui/format-text.ts';

const companies = (n: number) => count(n, 'company', 'companies');

/** The page of all companies. */
export const FLEET = {
  title: 'All companies',
  lead: 'All customers of the portal with their companies: who is linked, what is wrong, what is billed wrongly, and for how much.',
  neverTitle: 'Not compared yet',
  never:
    'Compares the portal with ConnectWise for all customers and lists what differs, with its money. It only reads: nothing is written.',
  /** Before an age. */
  comparedBefore: 'Compared ',
  compare: 'Compare now',
  comparing: 'Comparing all customers',
  compareCancelled: 'The last comparison was cancelled: the list is the one before.',
  waits: 'The comparison waits and continues by itself once this works again.',
  cancel: 'Cancel',
  syncAll: 'Preview sync of all customers…',
  syncAllHint:
    'Shows first what a sync of all customers would write, with its money. Nothing is written before you apply it.',
  search: 'Search companies',
  searchPlaceholder: 'Company, customer, EFS id',
  filters: 'Filters',
  sortBy: 'Sort by',
  ascending: 'Ascending',
  descending: 'Descending',
  counted: (n: number) => companies(n),
  empty: 'The portal has no customers yet.',
  nothingFits: 'No company fits this filter.',
  nothingFound: (search: string) => `No company of this filter contains “${search.trim()}”.`,
  notCompared: (n: number) =>
    `${n === 1 ? '1 company was' : `${formatNumber(n)} companies were`} not compared: the filter “${FILTER_WORDS['not-compared']}” lists them with the reason.`,
} as const;

export const FILTER_WORDS: Record<FleetFilter, string> = {
  all: 'All',
  'billed-wrongly': 'Billed wrongly',
  'needs-approval': 'Needs approval',
  'not-linked': 'Not linked',
  unhealthy: 'Unhealthy',
  'never-synced': 'Never synced',
  'missing-managed-ids': 'Missing managed IDs',
  'missing-additions': 'Missing additions',
  'not-compared': 'Not compared',
};

export const COLUMN_WORDS: Record<FleetColumn, string> = {
  company: 'Company',
  customer: 'Customer',
  link: 'Link',
  health: 'Health',
  findings: 'Findings',
  difference: 'Difference',
  'last-sync': 'Last sync',
};

export const LINK_WORDS: Record<FleetRow['link'], string> = {
  linked: 'Linked',
  suggested: 'Suggested',
  conflicting: 'Several companies',
  none: 'Not linked',
};

/** Which comparison is shown. */
export const FLEET_MONTH = {
  label: 'Shown',
  last: 'Last comparison',
  first: (month: string) => `First of ${formatMonth(month)}`,
  /** Of a month's first comparison. */
  compared: (at: number) => `Compared on ${formatShortMoment(at)}: the first comparison of its month.`,
  onlyShown: 'This list is only shown and exported. Choose the last comparison to sync or fix companies.',
} as const;

/** The table and its rows. */
export const FLEET_TABLE = {
  loading: 'Loading …',
  linkOf: (row: FleetRow) => `Link ${row.customerName}…`,
  select: (row: FleetRow | undefined) => `Select ${row?.companyName ?? row?.customerName ?? ''}`,
  selectAll: (n: number) => `Select all ${formatNumber(n)} that fit the filter`,
  never: 'Never',
  noDifference: '–',
  moreTotals: (n: number) => `and ${count(n, 'more total')}`,
  held: (n: number) => `${formatNumber(n)} on hold`,
  throttledBefore: 'waits until ',
  notComparedBecause: (failure: Failure) => `Not compared: ${formatText(sentence(failure))}`,
  errors: (n: number) => count(n, 'error'),
  warnings: (n: number) => count(n, 'warning'),
  infos: (n: number) => count(n, 'hint'),
  noFindings: 'None',
  help: (maySelect: boolean) =>
    `Arrow keys, Page Up, Page Down, Home and End move between companies, Enter opens one${maySelect ? ', Space selects it' : ''}.`,
} as const;

/** What is done with the selected companies. */
export const FLEET_BAR = {
  label: 'Selected companies',
  selected: (n: number) => `${companies(n)} selected`,
  allSelected: (n: number) => `All ${formatNumber(n)} that fit the filter are selected`,
  clear: 'Clear selection',
} as const;

export const FLEET_EXPORT = {
  csv: 'Export CSV',
  reading: (rows: number, total: number) => `${formatNumber(rows)} of ${companies(total)} read …`,
  saved: (rows: number, file: string) => `${companies(rows)} saved as ${file}.`,
} as const;

/** A company's page. */
export const COMPANY_PAGE = {
  back: 'All companies',
  unnamed: (companyId: number) => `Company ${companyId}`,
  backup: 'Backup and findings',
  billing: 'What is billed and what should be',
  journal: 'Journal of this company',
  approvals: 'What waits for approval',
  links: 'Link of this company',
  report: 'Backup report',
  table: 'Days as a table',
  tableOf: (customer: string) => `Backup events by day: ${customer}`,
  day: 'Day',
  refresh: 'Refresh',
} as const;

/** Heads of the totals. */
export const TOTALS = {
  label: 'Billing differences',
  tooLittle: 'Billed too little',
  tooMuch: 'Billed too much',
  none: 'No quantity differs.',
  behind: (n: number) => companies(n),
} as const;

/** `$3,682.80 a month ($44,193.60 a year)`; the year only where it says more than the cycle. */
export function totalWords({ currency, cycle }: FleetTotal, { perCycle, perYear }: FleetTotal['tooMuch']): string {
  const words = cycleWords(cycle);
  const amount = `${formatAmount(perCycle, currency)} ${words}`;
  const year = cycleWords('Annual');
  return perYear === undefined || words === year ? amount : `${amount} (${formatAmount(perYear, currency)} ${year})`;
}

/** `+$40.71` and `a month` for each currency and cycle. */
export function differenceTotals(row: FleetRow): { amount: string; cycle: string }[] {
  return row.difference.map((money) => ({ amount: formatAmountChange(money), cycle: cycleWords(money.cycle) }));
}

/** Through which of ConnectWise's APIs the tables were read, and why not the quick one. */
export function sourceWords({ source, sourceFailure }: FleetView): string | undefined {
  if (source === undefined) return undefined;
  if (source === 'reports') return 'Read through ConnectWise’s reports.';
  return sourceFailure ? `Read record by record: ${formatText(sentence(sourceFailure))}` : 'Read record by record.';
}
