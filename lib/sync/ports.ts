import type { BilledUsage, BillingMonth } from '../domain/billed-usage.ts';
import type { CatalogItem, ProductTables } from '../domain/catalog-item.ts';
import type { Actor, Change } from '../domain/change.ts';
import type {
  Addition,
  Agreement,
  BoardStatus,
  Company,
  Configuration,
  ConfigurationType,
  CrossReference,
  ManagedDevicesIntegration,
  ManagedIdEntry,
  ManagementSolution,
  Product,
  Reference,
  Ticket,
  TicketNote,
} from '../domain/connectwise-records.ts';
import type { ExecutiveReport } from '../domain/executive-report.ts';
import type { JobCounts } from '../domain/job-results.ts';
import type { MemberRights, ProvenRead } from '../domain/member-rights.ts';
import type {
  Account,
  Customer,
  CustomerFacts,
  PortalEvent,
  SkippedValue,
  SourceKind,
} from '../domain/portal-facts.ts';
import type { RecordList, UnreadableRow } from '../domain/record-list.ts';
import type { RecordRef, Resource } from '../domain/record-ref.ts';
import type { AdditionFilter, InvoicedAddition, ReportedAddition, ReportedEntry } from '../domain/report-rows.ts';
import type { AvailableChoices } from '../domain/ticket-choices.ts';
import type { Failure } from '../shared/errors.ts';
import type { Result } from '../shared/result.ts';
import type { IsoTime } from '../shared/time.ts';

/**
 * What the sync engine needs from the two other sides. `lib/connectwise` and `lib/portal` implement these; tests and
 * benchmarks may wrap them (to count, to lose answers). Every method answers a Result and never throws for a reason
 * that a user could fix.
 *
 * A list answers the rows that could be read and names the others (`RecordList`): each caller says what it does without
 * these. Who must not decide on part of a list asks for the `entireCustomer`.
 */
export interface ConnectWisePort {
  /** Host of the web client, lower case, e.g. `na.myconnectwise.net`: binds pages to the connection. */
  readonly site: string;
  /** Site and company id, e.g. `na.myconnectwise.net/acme`: binds plans and runs, for record ids mean nothing elsewhere. */
  readonly tenant: string;
  /** What time it is by ConnectWise's clock, as its last answer was dated, in milliseconds since the epoch; undefined before one. */
  siteTime(): number | undefined;
  /**
   * Proves the connection (`GET /system/info`), says which version answers and in which time zone (IANA name) the tenant's
   * dates are days; absent: it names none that is known. `licenses`: what the tenant has bought; absent: not listed.
   */
  info(): Promise<
    Result<{
      version: string;
      isCloud: boolean;
      timeZone?: string;
      licenses?: { name: string; isActive: boolean }[];
    }>
  >;
  /** The API member behind the keys, for the journal; its identifier as ConnectWise writes it into `_info.updatedBy`. */
  actor(): Promise<Result<Pick<Actor, 'member'>>>;
  /** What that member may do; null: it is not known which API member is ours. */
  memberRights(): Promise<Result<MemberRights | null>>;
  /** The rights to read, each proved by reading a row. */
  provenReads(): Promise<Result<ProvenRead[]>>;
  /** When ConnectWise sends its executive summary report; null: nobody has set that up. */
  executiveReport(): Promise<Result<ExecutiveReport | null>>;

  company(id: number): Promise<Result<Company | null>>;
  /** Companies by a part of their name, at most `limit`, for choosing one. */
  searchCompanies(text: string, limit: number): Promise<Result<RecordList<Company>>>;
  /** Id and name of every company that is not deleted, by id ascending: one request per 1,000. */
  companyNames(): Promise<Result<RecordList<Pick<Company, 'id' | 'name'>>>>;
  /** Rows of Company › Management, by id ascending. */
  managedIdEntries(companyId: number): Promise<Result<RecordList<ManagedIdEntry>>>;
  /** Companies that own a configuration with this managed id: the only look-up across companies that REST has. */
  companiesByManagedId(managedId: string): Promise<Result<number[]>>;

  /** Agreements of a company, of any state. */
  agreements(companyId: number): Promise<Result<RecordList<Agreement>>>;
  agreement(id: number): Promise<Result<Agreement | null>>;
  additions(agreementId: number): Promise<Result<RecordList<Addition>>>;
  /** Configurations of a company and of these types in one request: those with a device identifier of ours (`<prefix>-…`), or all. */
  configurations(
    companyId: number,
    typeIds: readonly number[],
    prefix?: string,
  ): Promise<Result<RecordList<Configuration>>>;

  /**
   * Many companies in few requests, for a bulk sync: conditions by id, as many as an address holds, by id ascending.
   * Unknown ids are absent from the answer.
   */
  companiesByIds(ids: readonly number[]): Promise<Result<RecordList<Company>>>;
  /** Agreements of these companies, of any state. */
  agreementsOfCompanies(companyIds: readonly number[]): Promise<Result<RecordList<Agreement>>>;
  /** The same of many companies. */
  configurationsOfCompanies(
    companyIds: readonly number[],
    typeIds: readonly number[],
    prefix?: string,
  ): Promise<Result<RecordList<Configuration>>>;
  /**
   * Every configuration of this type whose device identifier is ours (`<prefix>-…`), newest facts only: who owns it and when it was
   * last written. Since a moment, or all. One request per 1,000: how a bulk sync finds the companies of customers, and a
   * browser what the others have synced.
   */
  configurationOwners(typeId: number, prefix: string, since?: IsoTime): Promise<Result<RecordList<ConfigurationOwner>>>;

  /** Tickets with exactly this external reference, open and closed, by id ascending. */
  ticketsByXRef(xref: string): Promise<Result<RecordList<Ticket>>>;
  /** Open tickets whose external reference begins so; `companyId` narrows it. By id ascending. */
  openTickets(xrefPrefix: string, companyId?: number): Promise<Result<RecordList<Ticket>>>;
  /** Tickets of a company entered at or after a moment, of any state and origin. */
  companyTickets(companyId: number, since: IsoTime): Promise<Result<RecordList<Ticket>>>;
  ticket(id: number): Promise<Result<Ticket | null>>;
  /** By id ascending. Without time entries. */
  ticketNotes(ticketId: number): Promise<Result<RecordList<TicketNote>>>;
  /** Active service boards. */
  boards(): Promise<Result<RecordList<Reference>>>;
  /** By sort order, then id; inactive ones too. */
  boardStatuses(boardId: number): Promise<Result<RecordList<BoardStatus>>>;
  /** Priorities, and the board's types and subtypes. */
  ticketChoices(boardId: number): Promise<Result<AvailableChoices>>;

  managementSolutions(): Promise<Result<RecordList<ManagementSolution>>>;
  managedDevicesIntegrations(): Promise<Result<RecordList<ManagedDevicesIntegration>>>;
  crossReferences(integrationId: number): Promise<Result<RecordList<CrossReference>>>;
  configurationTypes(): Promise<Result<RecordList<ConfigurationType>>>;
  /** Every company that is not deleted, and every agreement, by id ascending: a request per 1,000, whoever's they are. */
  everyCompany(): Promise<Result<RecordList<Company>>>;
  everyAgreement(): Promise<Result<RecordList<Agreement>>>;
  /** Products by id; unknown ids are absent from the answer. */
  products(ids: readonly number[]): Promise<Result<RecordList<Product>>>;
  /** Products by a part of identifier or description, at most `limit`. */
  searchProducts(text: string, limit: number): Promise<Result<RecordList<Product>>>;
  /** Products with exactly these identifiers, compared without case, inactive ones too. */
  productsNamed(identifiers: readonly string[]): Promise<Result<RecordList<CatalogItem>>>;
  /** What a new product may be filed under. */
  productTables(): Promise<Result<ProductTables>>;

  /**
   * Whole tables through the Reports API, for all companies at once: a request per 1,000 rows. `take` is given page after page,
   * no row twice, so that no table has to be in memory; what it was given before a failure is a part. A row is a hint
   * (`domain/report-rows.ts`): whoever writes reads the record first. Failures `missing-right` and `not-found` (no such report,
   * or a needed column is missing): read it by the other methods instead.
   */
  reportedEntries(take: TakeRows<ReportedEntry>): Promise<Result<ReadReport>>;
  reportedAdditions(filter: AdditionFilter, take: TakeRows<ReportedAddition>): Promise<Result<ReadReport>>;
  /**
   * What was invoiced for these agreements' additions, oldest invoice first, on lines that were written at that moment or later: an
   * older invoice that was saved again is among them (`invoiceDate`).
   */
  invoicedAdditions(agreementIds: readonly number[], since: IsoTime): Promise<Result<RecordList<InvoicedAddition>>>;

  /** The record as it is now, or null when it is gone. Used before a late write and after a lost answer. */
  read(resource: Resource, ref: RecordRef): Promise<Result<StoredRecord | null>>;
  /** Writes one change: POST, PATCH of whole top-level members, DELETE, or merge. Answers the record as ConnectWise now has it. */
  write(change: Change): Promise<Result<StoredRecord | null>>;
}

/** Is given a page of rows; reading goes on when it has ended. */
export type TakeRows<Row> = (rows: readonly Row[]) => void | Promise<void>;

/** What became of reading a report. */
export interface ReadReport {
  /** How many rows were given. */
  rows: number;
  /** Rows that could not be read. */
  unreadable: UnreadableRow[];
}

export type StoredRecord = ManagedIdEntry | Addition | Configuration | Ticket | TicketNote | StoredSetup;

type StoredSetup = ManagementSolution | ManagedDevicesIntegration | CrossReference | CatalogItem | BoardStatus;

export interface ConfigurationOwner {
  companyId: number;
  deviceIdentifier: string;
  lastUpdated?: IsoTime;
  updatedBy?: string;
}

/** One adapter of a backup portal. */
export interface PortalPort {
  readonly kind: SourceKind;
  /** Which portal, for its cursor and events: adapter and host. Another portal of the same kind begins again. */
  readonly source: string;
  /** Set: the customer ids of an imported file are EFS ids, as the user who imported it said. */
  readonly hasEfsIds?: boolean;
  /** Proves address and key; says in words what the portal is. */
  test(): Promise<Result<{ name: string }>>;
  customers(): Promise<Result<{ customers: Customer[]; skipped: SkippedValue[] }>>;
  /**
   * Everything about one customer; null when the portal has no such customer. With `withoutErrors` no request is made for
   * the accounts' last errors alone.
   */
  customer(customerId: string, options?: { withoutErrors?: boolean }): Promise<Result<CustomerFacts | null>>;
  /**
   * Results of these accounts' backup jobs that began at or after a moment, for a portal that keeps them; absent: its events show
   * them. Costs requests per account, so it is asked only for statistics. What cannot be read is absent from the answer, with the reason.
   */
  jobResults?(customerId: string, accountIds: readonly string[], since: IsoTime): Promise<Result<JobResultsRead>>;
  /**
   * What the vendor bills in a month, of all its clients, in one request; absent: the portal has no such list. A failure of it is
   * none of the portal: the key may lack the permission (docs/reference/portals.md#billing-usage).
   */
  billedUsage?(month: BillingMonth): Promise<Result<BilledUsage>>;
  /**
   * Events after a cursor, oldest first; no cursor: from now on, or from the oldest that the portal keeps, as the
   * adapter says. The cursor is opaque text to be stored in the same transaction as the events. A source without an
   * event log (x360Recover) derives events by comparing with the snapshot that its cursor holds.
   */
  events(cursor: string | undefined): Promise<Result<EventPage>>;
}

/** By account id; `failure`: why some are absent. */
export interface JobResultsRead {
  accounts: Record<string, JobCounts>;
  failure?: Failure;
}

export interface EventPage {
  events: PortalEvent[];
  cursor: string;
  /** True when more is waiting: ask again at once. */
  more: boolean;
  skipped: SkippedValue[];
  /**
   * Every account as this page's reading found it, for notices of our own (`domain/own-notices.ts`); absent: not read, or the portal
   * sends such notices itself.
   */
  accounts?: () => Promise<readonly Account[]>;
}
