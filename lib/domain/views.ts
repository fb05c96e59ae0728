import type { Problem } from '../shared/errors.ts';
import type { IsoTime } from '../shared/time.ts';
import type { SyncMode } from './automatic.ts';
import type { Run } from './change.ts';
import type { ConnectionStates } from './connection-state.ts';
import type { Addition, Agreement, Company, ManagedIdEntry } from './connectwise-records.ts';
import type { Finding } from './finding.ts';
import type { Health } from './health.ts';
import type { Incomplete } from './incomplete.ts';
import type { UnreadableRow } from './listed.ts';
import type { Account, Customer, EventType, Severity, SourceKind } from './portal-facts.ts';
import type { AdditionLimits } from './rules/addition/addition-limits.ts';
import type { ServiceId } from './service.ts';
import type { UsageDoubts } from './usage-doubts.ts';

export type { SetupContext, SetupProduct } from './setup-context.ts';

/** What the worker prepares for the people's screens: facts, their age and where they came from. Pure data. */

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
  customers: CustomerView[];
  findings: Finding[];
  /** When the ConnectWise side of this view was read. */
  readAt: IsoTime;
  lastSync: { at: IsoTime; cause: 'person' | 'event'; outcomes: string[]; ok: boolean } | null;
  /** Until when automatic pushes wait; absent: the next one comes with the next event. */
  gate: { open: boolean; opensAt?: IsoTime };
  lastPollAt: IsoTime | null;
  nextPollAt: IsoTime | null;
  running: Run | null;
  /** Set when the portal could not be asked and `customers` comes from the cache. */
  portalProblem?: Problem;
  /** Records of ConnectWise that could not be read, of this company and of the set-up tables; absent: none. */
  unreadable?: UnreadableRow[];
  /** How both connections are now; added by the worker. */
  connections?: ConnectionStates;
  /** How this browser writes; added by the worker. Absent: not known, so nothing is said of it. */
  sync?: SyncMode;
}

/** The company's side of the managed-id rules: what the tab must know to check while typing. */
export interface ManagedIdContext {
  prefix: string;
  managementSolution: string;
  entries: ManagedIdEntry[];
  /** EFS ids that the portal knows, with names: small enough for any MSP (one string each). */
  customers: { id: string; name: string }[];
  /** Absent: all that the checks look at could be read. */
  incomplete?: Incomplete;
  /** Ids that `customers` lacks while the portal cannot be asked: not to be called unknown. */
  unsureCustomers?: string[];
}

export interface AdditionContext extends ManagedIdContext, AdditionLimits {
  agreement: Agreement;
  /** All of the company, with the parents of child agreements. */
  agreements: Agreement[];
  timeZone?: string;
  /** Active additions of the company, for ADD-DUPLICATE. */
  additions: Addition[];
  /** All that are stored on this agreement, cancelled ones too: the rows that its list shows. */
  agreementAdditions: Addition[];
  /** Products that a cross-reference or the settings name, with the service and agreement type. */
  products: CrossReferencedProduct[];
  invoiceDescriptionsPushed: boolean;
  /** Measures of the company's customers: customer id → service → quantity, with its age. */
  measures: Record<string, Partial<Record<ServiceId, number>>>;
  /** Why a measure is not to be billed, or compared, as it is: by customer id and service. */
  doubts: Record<string, UsageDoubts>;
  measuredAt: IsoTime;
}

export interface CrossReferencedProduct {
  service: ServiceId;
  productId: number;
  productIdentifier: string;
  agreementTypeId: number | null;
  agreementTypeName: string | null;
  toggledOn: boolean;
}

export interface PollView {
  lastPollAt: IsoTime | null;
  nextPollAt: IsoTime | null;
  newEvents: number;
  /** How many events could not be read or stored: the newest 50 are kept. Absent: none. */
  unreadableEvents?: number;
  problem?: Problem;
}

/** A push of every customer that has a company. */
export interface SweepView {
  id: string;
  state: 'running' | 'paused' | 'cancelled' | 'done' | 'failed';
  startedAt: IsoTime;
  finishedAt?: IsoTime;
  /** Customers of the portal. */
  total: number;
  /** Customers dealt with so far; the sum of the four below. */
  done: number;
  updated: number;
  unchanged: number;
  /** With something held for a person, or a problem of their own. */
  needsPerson: number;
  /** Without a company in ConnectWise. */
  notLinked: number;
  /** Quantities that were written so far, and what that is worth. Absent: none was, or it is not known. */
  quantities?: Run['quantities'];
  /** Name of the customer that is worked on. */
  current?: string;
  /** Seconds that the rest may take at the speed so far; absent at the beginning. */
  remainingSeconds?: number;
  problem?: Problem;
}

export interface EventView {
  id: string;
  /** Which portal told it. */
  source: string;
  at: IsoTime;
  seenAt: IsoTime;
  customerId: string;
  customerName?: string;
  accountId?: string;
  severity: Severity;
  type: EventType;
  message: string;
  /** `waiting` until it ends in exactly one outcome. */
  state: 'waiting' | 'done' | 'skipped' | 'needs-person';
  outcomes: string[];
  /** While it waits: what keeps it from being processed; absent: nothing does, it is processed in its turn. */
  waitsBecause?: Problem;
  /** While it waits: when it is tried again, or when the 12 hours between automatic syncs are over (then without `waitsBecause`). */
  nextAttemptAt?: IsoTime;
  /** When the last of its works ended, and how many there were: "Notifications processed [2 actions] on …" (S15 figure 22). */
  processedAt?: IsoTime;
  actions: number;
}

export interface ProductChoice {
  id: number;
  identifier: string;
  description: string;
}

/** What the ticket guard shows of one service ticket. */
export interface TicketView {
  ticket: TicketSummary;
  /** What the ticket is about, by its external reference, or by the ticket that it repeats; null: none of ours. */
  about: TicketSubjectView | null;
  /** Every other ticket of the same problem, newest first. */
  others: TicketSummary[];
  /** Where the problem is carried on, when not here: the ticket that this one was merged into, or that stands for it. */
  followedIn: TicketSummary | null;
  /** TIX findings of this problem, with their fixes (`finding.plan` with the subject's company). */
  findings: Finding[];
  /** When ConnectWise was read. */
  readAt: IsoTime;
  /** Set when the portal could not be asked, and health comes from the cache or is unknown. */
  portalProblem?: Problem;
  /** Tickets and notes that could not be read beside this one; absent: none. */
  unreadable?: UnreadableRow[];
  /** How both connections are now; added by the worker. */
  connections?: ConnectionStates;
}

export interface TicketSummary {
  id: number;
  summary: string;
  board: string;
  status: string;
  closed: boolean;
  enteredAt?: IsoTime;
  parentTicketId?: number;
  mergedInto?: number;
}

export interface TicketSubjectView {
  efsId: string;
  customerId: string;
  customerName?: string;
  companyId: number;
  companyName: string;
  kind: EventType;
  /** `own`: the external reference is ours; `mail`: the mail connector's ticket about the same account (TIX-EMAIL). */
  origin: 'own' | 'mail';
  /** Absent: about the customer as a whole. */
  account?: AccountView;
  /** Health of the whole customer. */
  health: Health;
  /** null: this browser has not seen events of it. */
  lasts: boolean | null;
  since?: IsoTime;
  /** When it was over; set with `lasts` false where that is known. */
  endedAt?: IsoTime;
  /** Last thing that the portal said about it. */
  lastEvent?: { at: IsoTime; severity: Severity; message: string };
  readAt: IsoTime;
  source: SourceKind;
}

/** How each account of a company's customers did, day by day, by the portal's events that this browser has stored. */
export interface HealthHistory {
  /** `YYYY-MM-DD` in the asked time zone, oldest first. */
  days: string[];
  accounts: {
    efsId: string;
    accountId: string;
    name: string;
    /** One per day: the worst that was reported; `none`: nothing was. */
    cells: HealthHistoryCell[];
  }[];
}

export type HealthHistoryCell = 'ok' | 'warning' | 'error' | 'none';
