import type {
  Addition,
  Agreement,
  Company,
  Configuration,
  ManagedIdEntry,
} from '../../../../lib/domain/connectwise-records.ts';
import type { Account, CustomerFacts, PortalEvent } from '../../../../lib/domain/portal-facts.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../../../lib/domain/settings.ts';
import type { SetupTables } from '../../../../lib/sync/setup-tables.ts';

export const NOW = Date.parse('2026-11-21T12:00:00.000Z');
export const LAST_WEEK = { lastUpdated: '2026-11-14T00:00:00.000Z', updatedBy: 'jdoe' };
export const COMPANY = 250;
export const AGREEMENT = 40;

export const SETTINGS: Settings = { ...DEFAULT_SETTINGS, managementSolution: 'eFolder' };

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
  return {
    companyId: COMPANY,
    managementSolution: { id: 7, name: 'eFolder' },
    groupIdentifier: 'EFS-342',
    deviceType: 'WorkstationsAndServers',
    agreement: null,
    successfulBackupJobs: null,
    failedBackupJobs: null,
    totalWorkstations: null,
    totalServers: null,
    totalWindowsServers: null,
    totalWindowsWorkstations: null,
    totalManagedMachines: null,
    _info: LAST_WEEK,
    ...members,
  };
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
    _info: LAST_WEEK,
    ...members,
  };
}

export const SETUP: SetupTables = {
  managementSolutions: [
    { id: 7, name: 'eFolder', managementItSolutionType: 'Custom', managementSolutionName: 'eFolder' },
  ],
  crossReferences: [
    {
      id: 1,
      vendorType: 'Online Storage',
      vendorLevel: 'Select',
      agreementType: { id: 3, name: 'Managed Services' },
      product: { id: 100, identifier: 'Select Storage' },
      configurationType: { id: 9, name: 'Backup Stats' },
      inactiveFlag: false,
    },
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
