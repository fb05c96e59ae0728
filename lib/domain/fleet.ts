import type { Failure } from '../shared/errors.ts';
import type { IsoTime } from '../shared/time.ts';
import type { BulkSyncView } from './bulk-sync-view.ts';
import type { Money } from './change.ts';
import type { HealthState } from './health.ts';
import type { LinkRow } from './link-view.ts';

/** How a customer of the portal and its company compare, as the last comparison found them. */
export interface FleetRow {
  customerId: string;
  customerName: string;
  efsId: string;
  link: LinkRow['state'];
  /** Absent: no company is known, or several are. */
  companyId?: number;
  companyName?: string;
  health: HealthState;
  /** One sentence: why the health is what it is. */
  healthReason: string;
  /** How many of the company's findings are of each severity. */
  findings: { error: number; warning: number; info: number };
  /** Codes of the findings, each once. */
  codes: string[];
  /**
   * What is billed for lines whose quantity differs, and what should be: one total per currency and billing cycle; held changes
   * are in it. Empty: nothing differs.
   */
  difference: Money[];
  /** Lines whose quantity differs. */
  lines: number;
  /** Of these, those that wait for approval. */
  held: number;
  missingManagedIds: boolean;
  /** Services that the customer uses and no addition bills. */
  missingAdditions: number;
  /** Serial numbers of additions that are no EFS id of the company's, and what they should be is known. */
  fixableSerials: number;
  /** When this browser last synced the company; absent: never. */
  lastSyncAt?: IsoTime;
  /** Until when automatic syncs wait; absent: the next one comes with the next event. */
  throttledUntil?: IsoTime;
  /** When ConnectWise's side and the portal's side were read. */
  readAt?: IsoTime;
  factsAt?: IsoTime;
  /** Set: not compared, with the reason. */
  failure?: Failure;
}

/** The saved filters. `all`: every row. */
export const FLEET_FILTERS = [
  'all',
  'billed-wrongly',
  'needs-approval',
  'not-linked',
  'unhealthy',
  'never-synced',
  'missing-managed-ids',
  'missing-additions',
  'not-compared',
] as const;
export type FleetFilter = (typeof FLEET_FILTERS)[number];

export const FLEET_COLUMNS = ['company', 'customer', 'link', 'health', 'findings', 'difference', 'last-sync'] as const;
export type FleetColumn = (typeof FLEET_COLUMNS)[number];

/** Which rows a page wants, and in which order. */
export interface FleetQuery {
  filter: FleetFilter;
  search: string;
  sort: FleetColumn;
  descending: boolean;
}

/** Money of one currency and cycle over many companies. */
export interface FleetTotal {
  /** What is billed too little, and too much: positive amounts, per cycle and, where the cycle's length is known, per year. */
  tooLittle: MoneyPerYear;
  tooMuch: MoneyPerYear;
  /** How many companies are behind each. */
  companiesTooLittle: number;
  companiesTooMuch: number;
  currency?: Money['currency'];
  cycle?: string;
}

export interface MoneyPerYear {
  perCycle: number;
  perYear?: number;
}

/** The last comparison of all customers, and the one that goes on. */
export interface FleetView {
  /** null: never compared. */
  comparedAt: IsoTime | null;
  /** Through which API the tables were read, and why not the other one. */
  source?: 'reports' | 'records';
  sourceFailure?: Failure;
  /** The comparison that goes on, or the last one. */
  progress: BulkSyncView | null;
  counts: Record<FleetFilter, number>;
  totals: FleetTotal[];
}

/** A window of the rows. */
export interface FleetPage {
  rows: FleetRow[];
  /** Of all that filter and search fit. */
  total: number;
}
