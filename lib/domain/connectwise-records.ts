import type { IsoTime } from '../shared/time.ts';

/**
 * The ConnectWise records that we read and write, cut down to the members we use. Names and values are those of the
 * REST API (docs/reference/connectwise-rest.md), so that a change's `field` is the member that is patched.
 * Absent dates are absent: the clients turn ConnectWise's empty strings into `undefined`.
 */

export interface Reference {
  id: number;
  name: string;
}

export interface ConfigurationType extends Reference {
  /** Absent: it is active. */
  inactiveFlag?: true;
}

/** `_info` of every record: when it was last written, and by which member. */
export interface RecordInfo {
  lastUpdated?: IsoTime;
  updatedBy?: string;
}

export interface Company {
  id: number;
  /** The human id, e.g. `EddiesTV`. */
  identifier: string;
  name: string;
  /** Name of the company status, e.g. `Active`. */
  statusName: string;
  deletedFlag: boolean;
  _info: RecordInfo;
}

export type DeviceType = 'WorkstationsAndServers' | 'BackupStats' | 'Servers' | 'Workstations';

/** One row of Company › Management: REST CompanyManagementSummary, mapping line and statistics record in one. */
export interface ManagedIdEntry {
  id: number;
  companyId: number;
  managementSolution: Reference | null;
  /** The UI's "Managed ID", at most 100 characters. */
  groupIdentifier: string;
  deviceType: DeviceType | null;
  agreement: Reference | null;
  successfulBackupJobs: number | null;
  failedBackupJobs: number | null;
  totalWorkstations: number | null;
  totalServers: number | null;
  totalWindowsServers: number | null;
  totalWindowsWorkstations: number | null;
  totalManagedMachines: number | null;
  _info: RecordInfo;
}

/** REST CurrencyReference; members are '' where ConnectWise gives none. */
export interface Currency {
  /** e.g. `$` */
  symbol: string;
  /** e.g. `USD` */
  code: string;
}

export type AgreementStatus = 'Active' | 'Cancelled' | 'Expired' | 'Inactive';

export interface Agreement {
  id: number;
  name: string;
  company: Reference;
  type: Reference;
  agreementStatus: AgreementStatus;
  cancelledFlag: boolean;
  startDate?: IsoTime;
  /** The last day, inclusive: see `calendar-day.ts`. */
  endDate?: IsoTime;
  noEndingDateFlag: boolean;
  billingCycle: Reference | null;
  /** Absent: ConnectWise names none. */
  currency?: Currency;
  /** The first day that is not invoiced yet: it moves only when somebody makes the invoice. */
  nextInvoiceDate?: IsoTime;
  /** Set: there is one, in a form that cannot be read, so that nobody knows until when the agreement is invoiced. */
  nextInvoiceDateUnread?: true;
  /** Of a child agreement; it may have another type than its parent. */
  parentAgreement?: Reference;
  _info: RecordInfo;
}

/** The reference of an addition's product: has an identifier and no name. */
export interface ProductReference {
  id: number;
  identifier: string;
}

export type BillCustomer = 'Billable' | 'DoNotBill' | 'NoCharge';

/** One line of an agreement. `quantity` is the total quantity; ConnectWise bills `max(0, quantity − lessIncluded)`. */
export interface Addition {
  id: number;
  agreementId: number;
  product: ProductReference;
  description: string;
  quantity: number;
  lessIncluded: number;
  unitPrice: number;
  unitCost: number;
  billCustomer: BillCustomer;
  /** First and last day that are billed, both inclusive: see `calendar-day.ts`. */
  effectiveDate?: IsoTime;
  cancelledDate?: IsoTime;
  /** At most 50 characters; '' where blank. */
  serialNumber: string;
  /** At most 6,000 characters; '' where blank. */
  invoiceDescription: string;
  uom: string;
  _info: RecordInfo;
}

/** A row of Managed Devices Integration › Cross-References. Type and Level are compared case-sensitively. */
export interface CrossReference {
  id: number;
  /** REST `vendorType`, the UI's Type. */
  vendorType: string;
  /** REST `vendorLevel`, the UI's Level; '' where blank. */
  vendorLevel: string;
  agreementType: Reference | null;
  product: ProductReference | null;
  configurationType: Reference | null;
  inactiveFlag: boolean;
  _info: RecordInfo;
}

export interface ManagedDevicesIntegration {
  id: number;
  name: string;
  /** Free text: must equal the solution name that the vendor sends. */
  solution: string;
  loginBy: 'Global' | 'Member' | null;
  /** REST's `Detail` is the UI's Detailed. */
  defaultBillingLevel: 'Detail' | 'Summary' | null;
  matchOnSerialNumberFlag: boolean;
  disableNewCrossReferencesFlag: boolean;
  _info: RecordInfo;
}

export interface ManagementSolution {
  id: number;
  name: string;
  managementItSolutionType: string;
  /** REST `managementSolutionName`, the UI's Custom Solution Name; '' where blank. */
  managementSolutionName: string;
  /** One login for all members. The login itself is never read. */
  globalLoginFlag: boolean;
  _info: RecordInfo;
}

export interface Product {
  id: number;
  identifier: string;
  description: string;
  productClass: string;
  inactiveFlag: boolean;
  price: number;
  unitOfMeasure: string;
}

/**
 * A ConnectWise configuration of ours: of the type Backup Stats the statistics of one account, of the type License the quantity
 * of one license service of a customer (docs/reference/rules.md#license-configurations).
 */
export interface Configuration {
  id: number;
  name: string;
  companyId: number;
  type: Reference;
  /** Our key, with the type: `<EFS id>:<account id>` or `<EFS id>:<service id>`, at most 100 characters. */
  deviceIdentifier: string;
  activeFlag: boolean;
  backupSuccesses: number | null;
  backupIncomplete: number | null;
  backupFailed: number | null;
  lastBackupDate?: IsoTime;
  backupBillableSpaceGb: number | null;
  backupProtectedDeviceList: string;
  backupYear: number | null;
  backupMonth: number | null;
  vendorNotes: string;
  _info: RecordInfo;
}

export interface TicketNote {
  id: number;
  ticketId: number;
  text: string;
  /** Only for members' eyes; false: in the discussion, which a customer may read. */
  internalAnalysisFlag: boolean;
  createdBy?: string;
  dateCreated?: IsoTime;
  _info: RecordInfo;
}

/** A service ticket: REST Ticket (docs/reference/connectwise-rest.md#tickets). */
export interface Ticket {
  id: number;
  /** At most 100 characters. */
  summary: string;
  company: Reference;
  board: Reference;
  status: Reference;
  closedFlag: boolean;
  closedDate?: IsoTime;
  closedBy?: string;
  /** At most 100 characters; '' where blank. Ours: see `lib/domain/tickets/incident.ts`. */
  externalXRef: string;
  /** The ticket that this one was bundled under. It stays a ticket of its own. */
  parentTicketId?: number;
  /** The ticket that this one was folded into: it lives on there. */
  mergedParentTicket?: { id: number };
  /** Name of the ticket's source, e.g. `Email Connector`; '' where blank. */
  sourceName: string;
  priority?: Reference;
  type?: Reference;
  subType?: Reference;
  dateEntered?: IsoTime;
  _info: RecordInfo;
}

/** A status of one service board; every board has its own. */
export interface BoardStatus {
  id: number;
  name: string;
  boardId: number;
  closedStatus: boolean;
  defaultFlag: boolean;
  inactive: boolean;
  sortOrder: number;
  escalationStatus: 'NotResponded' | 'Responded' | 'ResolutionPlan' | 'Resolved' | 'NoEscalation' | null;
  _info: RecordInfo;
}
