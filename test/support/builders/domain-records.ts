import type {
  Addition,
  Agreement,
  Company,
  DeviceType,
  ManagedIdEntry,
} from '../../../lib/domain/connectwise-records.ts';
import type { UsageSettings } from '../../../lib/domain/measure.ts';
import type { Account, PortalEvent } from '../../../lib/domain/portal-facts.ts';
import type { AdditionSubject } from '../../../lib/domain/rules/addition/addition-rules.ts';
import type { ManagedIdSubject } from '../../../lib/domain/rules/managed-id/managed-id-rules.ts';
import { managedIdEntry } from './managed-id-entry.ts';

/** The guides' company 342, Eddie's TV Repair, set up as the manuals say. Tests spoil one thing at a time. */

export const NOW = Date.UTC(2026, 10, 21, 12);

export const SOLUTION = { id: 3, name: 'eFolder' };

const CUSTOMERS = [
  { id: '342', name: "Eddie's TV Repair" },
  { id: '355', name: 'Joe TV Repair' },
];

export const COMPANY: Company = {
  id: 250,
  identifier: 'EddiesTV',
  name: "Eddie's TV Repair",
  statusName: 'Active',
  deletedFlag: false,
  _info: {},
};

export function entry(
  id: number,
  deviceType: DeviceType | null,
  groupIdentifier = 'EFS-342',
  more: Partial<ManagedIdEntry> = {},
): ManagedIdEntry {
  return managedIdEntry({
    id,
    companyId: COMPANY.id,
    managementSolution: SOLUTION,
    groupIdentifier,
    deviceType,
    ...more,
  });
}

export function managedIds(entries: ManagedIdEntry[], more: Partial<ManagedIdSubject> = {}): ManagedIdSubject {
  return {
    prefix: 'EFS',
    companyId: COMPANY.id,
    company: COMPANY,
    managementSolution: SOLUTION.name,
    solution: SOLUTION,
    customers: CUSTOMERS,
    otherCompanies: [{ efsId: 'EFS-355', companyId: 251, companyName: 'Joe TV Repair' }],
    efsIdsInUse: ['EFS-342'],
    place: 'setup-table',
    entries,
    ...more,
  };
}

export const PAIR_342 = [entry(11, 'WorkstationsAndServers'), entry(12, 'BackupStats')];

export const AGREEMENT: Agreement = {
  id: 77,
  name: 'Managed Services',
  company: { id: COMPANY.id, name: COMPANY.name },
  type: { id: 5, name: 'Managed Service' },
  agreementStatus: 'Active',
  cancelledFlag: false,
  startDate: '2010-07-20T00:00:00Z',
  noEndingDateFlag: true,
  billingCycle: { id: 2, name: 'Monthly' },
  nextInvoiceDate: '2026-12-20T00:00:00Z',
  _info: {},
};

export const BDR_PRODUCT = { id: 900, identifier: 'ShadowProtect BDR Storage' };

/** docs/reference/setup-guides.md#figure-19, filled by a sync: 640.5 GB used, 150 included. */
export const ADDITION: Addition = {
  id: 501,
  agreementId: AGREEMENT.id,
  product: BDR_PRODUCT,
  description: 'EFS ShadowProtect BDR Storage',
  quantity: 640.5,
  lessIncluded: 150,
  unitPrice: 0.5,
  unitCost: 0,
  billCustomer: 'Billable',
  effectiveDate: '2010-07-20T00:00:00Z',
  serialNumber: 'EFS-342',
  invoiceDescription: 'ShadowProtect BDR Off-site storage, $0.50/GB',
  uom: 'Each',
  _info: {},
};

export function addition(more: Partial<Addition>, facts: Partial<AdditionSubject> = {}): AdditionSubject {
  const changed = { ...ADDITION, ...more };
  return {
    prefix: 'EFS',
    companyId: COMPANY.id,
    entries: PAIR_342,
    customers: CUSTOMERS,
    agreement: AGREEMENT,
    additions: [changed],
    products: [
      {
        service: 'online-bdr',
        title: 'ShadowProtect BDR Storage',
        unit: 'GB',
        productId: BDR_PRODUCT.id,
        productIdentifier: BDR_PRODUCT.identifier,
        agreementTypeId: 5,
        agreementTypeName: 'Managed Service',
        toggledOn: true,
      },
    ],
    invoiceDescriptionsSynced: true,
    serviceUsage: { '342': { 'online-bdr': 640.5 } },
    measuredAt: '2026-11-21T11:00:00.000Z',
    now: NOW,
    addition: changed,
    ...facts,
  };
}

export const SETTINGS: UsageSettings = {
  storageUnit: 'GB',
  rounding: 'two-decimals',
  countTrialAccounts: false,
  countExpiredAccounts: false,
  silentDays: 30,
  x360Storage: null,
  roundingOf: {},
  ownServices: [],
  products: {},
};

const GB = 1e9;

export function account(more: Partial<Account>): Account {
  return { id: '1', customerId: '342', userName: 'ETV-Primary', plan: 'Select', kind: 'server', copies: [], ...more };
}

/** The seven accounts of docs/reference/setup-guides.md#figure-14. */
export const ACCOUNTS_342: Account[] = [
  account({ id: '356', userName: 'ETV-Primary', onlineBytes: 182.4 * GB }),
  account({ id: '359', parentId: '356', userName: 'ETV-FrontOffice', kind: 'desktop', onlineBytes: 41.75 * GB }),
  account({ id: '368', parentId: '356', userName: 'ETV-Truck01', kind: 'desktop', onlineBytes: 12.3 * GB }),
  account({
    id: '360',
    userName: 'ETV-RepairShop',
    plan: 'Trial',
    kind: 'desktop',
    expiresAt: '2009-04-02T00:00:00Z',
    onlineBytes: 2.1 * GB,
  }),
  account({ id: '369', userName: 'ETV-Truck02', kind: 'desktop', onlineBytes: 9.86 * GB }),
  account({
    id: '395',
    userName: 'ETV-BDR',
    plan: 'BDR Appliance',
    kind: 'appliance',
    onlineBytes: 640.5 * GB,
    localBytes: 910.25 * GB,
    licences: 2,
  }),
  account({
    id: '396',
    userName: 'ETV-email-filtering',
    plan: 'Email Filtering Appliance',
    kind: 'mailboxes',
    mailboxes: 14,
  }),
];

export function event(id: string, more: Partial<PortalEvent> = {}): PortalEvent {
  return {
    id,
    at: '2026-11-20T22:00:00.000Z',
    customerId: '342',
    accountId: '356',
    severity: 'ok',
    type: 'backup-finished',
    message: 'Backup finished.',
    ...more,
  };
}
