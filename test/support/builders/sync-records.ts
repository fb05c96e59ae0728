import type {
  Addition,
  Agreement,
  BoardStatus,
  Company,
  Configuration,
  ManagedIdEntry,
  Reference,
  Ticket,
  TicketNote,
} from '../../../lib/domain/connectwise-records.ts';
import { ALL_PARTS } from '../../../lib/domain/consent.ts';
import type { Account, CustomerFacts, PortalEvent } from '../../../lib/domain/portal-facts.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../../lib/domain/settings.ts';
import type { SetupTables } from '../../../lib/sync/read/setup-tables.ts';
import { managedIdEntry } from './managed-id-entry.ts';
import { crossReference, integration, managementSolution } from './setup-records.ts';

export const NOW = Date.parse('2026-11-21T12:00:00.000Z');
export const LAST_WEEK = { lastUpdated: '2026-11-14T00:00:00.000Z', updatedBy: 'jdoe' };
export const COMPANY = 250;
export const AGREEMENT = 40;

/** A browser whose user turned on automatic sync for every part, and everything that a sync may write. */
export const SETTINGS: Settings = {
  ...DEFAULT_SETTINGS,
  managementSolution: 'eFolder',
  syncedParts: { ...DEFAULT_SETTINGS.syncedParts, invoiceDescriptions: true },
  automatic: ALL_PARTS,
  automaticFor: { tenant: 'na.myconnectwise.net/acme', portal: 'efs-portal' },
};

/** The board of new tickets, and one that users move tickets to; each with statuses of its own. */
export const BOARD = { id: 21, name: 'Backup' };
export const OTHER_BOARD = { id: 22, name: 'Projects' };
export const BOARDS: Reference[] = [BOARD, OTHER_BOARD];
export const NEW_STATUS = { id: 210, name: 'New' };
export const CLOSED_STATUS = { id: 219, name: 'Closed' };
export const STATUSES: BoardStatus[] = [
  boardStatus({ ...NEW_STATUS, sortOrder: 0, defaultFlag: true, escalationStatus: 'NotResponded' }),
  boardStatus({ id: 211, name: 'In Progress', sortOrder: 1, escalationStatus: 'Responded' }),
  boardStatus({ ...CLOSED_STATUS, sortOrder: 9, closedStatus: true, escalationStatus: 'Resolved' }),
  boardStatus({ id: 220, name: 'Open', boardId: 22, defaultFlag: true, escalationStatus: 'NotResponded' }),
  boardStatus({ id: 229, name: 'Done', boardId: 22, sortOrder: 9, closedStatus: true, escalationStatus: 'Resolved' }),
];

/** Settings with ticket integration. */
export const TICKET_SETTINGS: Settings = {
  ...SETTINGS,
  tickets: { ...SETTINGS.tickets, board: BOARD, newStatus: NEW_STATUS, closedStatus: CLOSED_STATUS },
};

export function boardStatus(members: Partial<BoardStatus> & Pick<BoardStatus, 'id' | 'name'>): BoardStatus {
  return {
    boardId: 21,
    closedStatus: false,
    defaultFlag: false,
    inactive: false,
    sortOrder: 0,
    escalationStatus: 'NoEscalation',
    _info: {},
    ...members,
  };
}

export function ticket(members: Partial<Ticket> & Pick<Ticket, 'id'>): Ticket {
  return {
    summary: 'ETV-Primary: backup failed',
    company: { id: COMPANY, name: "Eddie's TV Repair" },
    board: BOARD,
    status: NEW_STATUS,
    closedFlag: false,
    externalXRef: 'EFS-342:1001:backup-failed',
    sourceName: '',
    dateEntered: '2026-11-20T02:05:00.000Z',
    _info: { lastUpdated: '2026-11-20T02:05:00.000Z', updatedBy: 'bridge' },
    ...members,
  };
}

export function ticketNote(members: Partial<TicketNote> & Pick<TicketNote, 'id' | 'ticketId'>): TicketNote {
  return {
    text: 'We are looking into it.',
    internalAnalysisFlag: false,
    createdBy: 'jdoe',
    dateCreated: '2026-11-20T09:00:00.000Z',
    _info: LAST_WEEK,
    ...members,
  };
}

export function company(members: Partial<Company> = {}): Company {
  return {
    id: COMPANY,
    identifier: 'EddiesTV',
    name: "Eddie's TV Repair",
    statusName: 'Active',
    deletedFlag: false,
    _info: LAST_WEEK,
    ...members,
  };
}

export function entry(members: Partial<ManagedIdEntry> & Pick<ManagedIdEntry, 'id'>): ManagedIdEntry {
  return managedIdEntry({
    companyId: COMPANY,
    managementSolution: { id: 7, name: 'eFolder' },
    _info: LAST_WEEK,
    ...members,
  });
}

export function agreement(members: Partial<Agreement> = {}): Agreement {
  return {
    id: AGREEMENT,
    name: 'Managed Services',
    company: { id: COMPANY, name: "Eddie's TV Repair" },
    type: { id: 3, name: 'Managed Services' },
    agreementStatus: 'Active',
    cancelledFlag: false,
    startDate: '2026-01-01T00:00:00Z',
    noEndingDateFlag: true,
    billingCycle: { id: 2, name: 'Monthly' },
    currency: { symbol: '$', code: 'USD' },
    nextInvoiceDate: '2026-12-01T00:00:00Z',
    _info: LAST_WEEK,
    ...members,
  };
}

export function addition(members: Partial<Addition> & Pick<Addition, 'id'>): Addition {
  return {
    agreementId: AGREEMENT,
    product: { id: 100, identifier: 'Select Storage' },
    description: 'Select Online Backup Storage',
    quantity: 95,
    lessIncluded: 0,
    unitPrice: 0.5,
    unitCost: 0,
    billCustomer: 'Billable',
    effectiveDate: '2026-01-01T00:00:00Z',
    serialNumber: 'EFS-342',
    invoiceDescription: '',
    uom: 'Each',
    _info: LAST_WEEK,
    ...members,
  };
}

export function configuration(members: Partial<Configuration> & Pick<Configuration, 'id'>): Configuration {
  return {
    name: 'ETV-Primary',
    companyId: COMPANY,
    type: { id: 9, name: 'Backup Stats' },
    deviceIdentifier: 'EFS-342:1001',
    activeFlag: true,
    backupSuccesses: null,
    backupIncomplete: null,
    backupFailed: null,
    backupBillableSpaceGb: null,
    backupProtectedDeviceList: '',
    backupYear: null,
    backupMonth: null,
    vendorNotes: '',
    _info: LAST_WEEK,
    ...members,
  };
}

export const SETUP: SetupTables = {
  integrations: [integration()],
  managementSolutions: [managementSolution({ id: 7 })],
  crossReferences: [
    crossReference({
      agreementType: { id: 3, name: 'Managed Services' },
      product: { id: 100, identifier: 'Select Storage' },
      configurationType: { id: 9, name: 'Backup Stats' },
    }),
  ],
  configurationTypes: [{ id: 9, name: 'Backup Stats' }],
  products: [],
};

export function account(members: Partial<Account> & Pick<Account, 'id'>): Account {
  return {
    customerId: '342',
    userName: 'ETV-Primary',
    plan: 'Select',
    kind: 'server',
    onlineBytes: 100e9,
    lastBackupAt: '2026-11-21T02:00:00.000Z',
    lastErrorFreeBackupAt: '2026-11-21T02:00:00.000Z',
    lastStatus: 'ok',
    copies: [],
    ...members,
  };
}

export function facts(accounts: Account[], members: Partial<CustomerFacts> = {}): CustomerFacts {
  return {
    customer: { id: '342', name: "Eddie's TV Repair", active: true },
    accounts,
    readAt: new Date(NOW).toISOString(),
    source: 'efs-portal',
    skipped: [],
    ...members,
  };
}

export function portalEvent(id: string, members: Partial<PortalEvent> = {}): PortalEvent {
  return {
    id,
    at: '2026-11-21T02:00:00.000Z',
    customerId: '342',
    accountId: '1001',
    severity: 'ok',
    type: 'backup-finished',
    message: 'Backup finished.',
    ...members,
  };
}
