import type { Problem } from '../shared/errors.ts';
import type { IsoTime } from '../shared/time.ts';
import type { Run } from './change.ts';
import type { Addition, Agreement, Company, ManagedIdEntry } from './connectwise-records.ts';
import type { Finding } from './finding.ts';
import type { Health } from './health.ts';
import type { Account, Customer, EventType, Severity, SourceKind } from './portal-facts.ts';
import type { ServiceId } from './service.ts';

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
}

/** The company's side of the managed-id rules: what the tab must know to check while typing. */
export interface ManagedIdContext {
  prefix: string;
  managementSolution: string;
  entries: ManagedIdEntry[];
  /** EFS ids that the portal knows, with names: small enough for any MSP (one string each). */
  customers: { id: string; name: string }[];
}

export interface AdditionContext extends ManagedIdContext {
  agreement: Agreement;
  /** Active additions of the company, for ADD-DUPLICATE. */
  additions: Addition[];
  /** Products that a cross-reference or the settings name, with the service and agreement type. */
  products: CrossReferencedProduct[];
  invoiceDescriptionsPushed: boolean;
  /** Measures of the company's customers: customer id → service → quantity, with its age. */
  measures: Record<string, Partial<Record<ServiceId, number>>>;
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
  /** When the last of its works ended, and how many there were: "Notifications processed [2 actions] on …" (S15 figure 22). */
  processedAt?: IsoTime;
  actions: number;
}

export interface ProductChoice {
  id: number;
  identifier: string;
  description: string;
}
