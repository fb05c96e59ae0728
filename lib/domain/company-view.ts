import type { Failure } from '../shared/errors.ts';
import type { IsoTime } from '../shared/time.ts';
import type { Run } from './change.ts';
import type { ConnectionStates } from './connection-state.ts';
import type { Company } from './connectwise-records.ts';
import type { SyncMode } from './consent.ts';
import type { Finding } from './finding.ts';
import type { Health } from './health.ts';
import type { LinkSuggestion } from './link-view.ts';
import type { RecordSummary } from './panel-record.ts';
import type { Account, Customer, SourceKind } from './portal-facts.ts';
import type { UnreadableRow } from './record-list.ts';
import type { TicketSummary } from './ticket-summary.ts';

/** What marks in ConnectWise's page show of a company. */
export interface CompanyFindings {
  findings: Finding[];
  summary: RecordSummary;
}

/** What the worker prepares for the screens: facts, their age and where they came from. Pure data. */

export interface CompanyIdentity {
  companyId: number;
  name: string;
}

export interface AgreementIdentity {
  agreementId: number;
  agreementName: string;
  companyId: number;
  companyName: string;
}

export interface AccountView {
  account: Account;
  health: Health;
  /** The open ticket about its problem; absent: none is known. */
  ticket?: Pick<TicketSummary, 'id' | 'summary'> | undefined;
}

export interface CustomerView {
  efsId: string;
  /** null: the portal has no such customer (MID-UNKNOWN). */
  customer: Customer | null;
  health: Health;
  accounts: AccountView[];
  /** When the portal was asked, and which one. */
  readAt: IsoTime;
  source: SourceKind;
}

export interface CompanyView {
  company: Company;
  /** Those that the company is linked to; of no other anything is shown or planned. */
  customers: CustomerView[];
  /** While it is linked to none: customers of the portal whose names may be the company's, at most three. */
  suggestions?: LinkSuggestion[];
  findings: Finding[];
  /** When the ConnectWise side of this view was read. */
  readAt: IsoTime;
  lastSync: { at: IsoTime; cause: 'user' | 'event'; outcomes: string[]; ok: boolean } | null;
  /** Until when automatic syncs wait; absent: the next one comes with the next event. */
  throttle: { open: boolean; opensAt?: IsoTime };
  lastPollAt: IsoTime | null;
  nextPollAt: IsoTime | null;
  running: Run | null;
  /** Set when the portal could not be asked and `customers` comes from the cache. */
  portalFailure?: Failure;
  /** Records of ConnectWise that could not be read, of this company and of the set-up tables; absent: none. */
  unreadable?: UnreadableRow[];
  /** How both connections are now; added by the worker. */
  connections?: ConnectionStates;
  /** How this browser writes; added by the worker. Absent: not known, so nothing is said of it. */
  sync?: SyncMode;
}
