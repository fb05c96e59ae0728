import { grantAll } from '../rights.ts';
import type { ConnectWiseState, TableName } from '../state.ts';
import type { NewRow } from '../table.ts';
import { EXTERNAL_INTEGRATION_XREF, SEED } from './ids.ts';
import { ADMIN } from './writer.ts';

/** Setup tables, members, the API member with its role and keys, and what references point to. */
export function seedSetupTables(state: ConnectWiseState): void {
  for (const [table, rows] of Object.entries(ROWS) as [TableName, NewRow[]][]) {
    for (const row of rows) state.tables[table].insert(row, ADMIN);
  }
  grantAll(state, SEED.securityRole);
  state.apiKeys = [
    { publicKey: SEED.publicKey, privateKey: SEED.privateKey, memberId: SEED.apiMember.id, revoked: false },
  ];
}

const MAIN = { location: { id: 1, name: 'Main' }, department: { id: 1, identifier: 'Services', name: 'Services' } };
const PROFESSIONAL = { board: { id: SEED.boards.professionalServices, name: 'Professional Services' } };
const HELP_DESK = { board: { id: SEED.boards.helpDesk, name: 'Help Desk' } };
const SHOWN = { displayOnBoard: true, inactive: false, timeEntryNotAllowed: false };

const ROWS: Partial<Record<TableName, NewRow[]>> = {
  locations: [{ id: 1, name: 'Main' }],
  departments: [{ id: 1, identifier: 'Services', name: 'Services' }],
  billingCycles: [
    { id: 1, name: 'Monthly' },
    { id: 2, name: 'Quarterly' },
  ],
  productTypes: [{ id: 1, name: 'Software' }],
  productCategories: [{ id: 1, name: 'Managed Services' }],
  productSubcategories: [{ id: 1, name: 'Managed Services', category: { id: 1, name: 'Managed Services' } }],
  unitsOfMeasure: [
    { id: 1, name: 'Each' },
    { id: 2, name: 'Hours' },
  ],
  priorities: [
    { id: 1, name: 'Priority 1 - Emergency', sortOrder: 1, defaultFlag: false },
    { id: 3, name: 'Priority 3 - Normal', sortOrder: 3, defaultFlag: true },
  ],
  companyStatuses: [
    { id: 1, name: 'Active', defaultFlag: true, inactiveFlag: false },
    { id: 2, name: 'Not-Active', defaultFlag: false, inactiveFlag: true },
  ],
  companyTypes: [
    { id: 1, name: 'Client', defaultFlag: true, vendorFlag: false },
    { id: 2, name: 'Prospect', defaultFlag: false, vendorFlag: false },
  ],
  // docs/reference/setup-guides.md#figure-5: type Custom, custom name equal to the name, no login.
  managementItSolutions: [
    {
      id: SEED.managementSolution,
      name: 'eFolder',
      managementItSolutionType: 'Custom',
      managementSolutionName: 'eFolder',
      globalLoginFlag: false,
    },
    { id: 2, name: 'LabTech', managementItSolutionType: 'Custom', managementSolutionName: 'LabTech' },
  ],
  // docs/reference/setup-guides.md#figure-2.
  integratorLogins: [
    {
      id: SEED.integratorLogin,
      username: 'efolder-api',
      canAccessAllRecordsFlag: true,
      canAccessAllApisFlag: false,
      inactiveFlag: false,
      serviceTicketApiFlag: true,
      managedServicesApiFlag: true,
      ...PROFESSIONAL,
    },
  ],
  // docs/reference/setup-guides.md#figure-6.
  managedDevicesIntegrations: [
    {
      id: SEED.managedDevicesIntegration,
      name: 'eFolder',
      solution: 'eFolder',
      loginBy: 'Global',
      defaultBillingLevel: 'Detail',
      managementItSetupType: 'Custom',
      integratorLogin: { id: SEED.integratorLogin, name: 'efolder-api' },
      matchOnSerialNumberFlag: true,
      disableNewCrossReferencesFlag: true,
      configBillCustomerFlag: false,
    },
  ],
  management: [
    {
      addedConfigurationStatus: { id: 1, name: 'Active' },
      deletedConfigurationStatus: { id: 2, name: 'Inactive' },
      integratorLogin: { id: SEED.integratorLogin, name: 'efolder-api' },
      scheduleExecutiveSummaryReportFlag: true,
      executiveSummaryReportScheduleDay: 1,
      executiveSummaryReportScheduleHour: 6,
      executiveSummaryReportScheduleMinute: 0,
    },
  ],
  configurationTypes: [
    { id: SEED.configurationTypes.backupStats, name: 'Backup Stats', inactiveFlag: false, systemFlag: false },
    { id: SEED.configurationTypes.license, name: 'License', inactiveFlag: false, systemFlag: false },
    { id: SEED.configurationTypes.managedServer, name: 'Managed Server', inactiveFlag: false, systemFlag: true },
    {
      id: SEED.configurationTypes.managedWorkstation,
      name: 'Managed Workstation',
      inactiveFlag: false,
      systemFlag: true,
    },
  ],
  configurationStatuses: [
    { id: 1, description: 'Active', closedFlag: false, defaultFlag: true },
    { id: 2, description: 'Inactive', closedFlag: true, defaultFlag: false },
  ],
  agreementTypes: [
    agreementType(SEED.agreementTypes.managedService, 'Managed Service'),
    agreementType(2, 'Block Time'),
  ],
  boards: [
    { id: SEED.boards.professionalServices, name: 'Professional Services', inactiveFlag: false, ...MAIN },
    { id: SEED.boards.helpDesk, name: 'Help Desk', inactiveFlag: false, ...MAIN },
  ],
  boardStatuses: [
    // docs/reference/setup-guides.md#figure-1; the External Integration XRef itself is not in the REST API
    // (docs/reference/connectwise-rest.md#tickets).
    status(SEED.statuses.new, 'New (not responded)', 'NotResponded', PROFESSIONAL, {
      defaultFlag: true,
      externalIntegrationXRef: EXTERNAL_INTEGRATION_XREF.notResponded,
    }),
    status(SEED.statuses.inProgress, 'In Progress', 'Responded', PROFESSIONAL),
    status(SEED.statuses.waiting, 'Waiting on Client', 'ResolutionPlan', PROFESSIONAL),
    status(SEED.statuses.closed, '>Closed', 'Resolved', PROFESSIONAL, { closedStatus: true }),
    status(SEED.statuses.helpDeskNew, 'New', 'NotResponded', HELP_DESK, { defaultFlag: true }),
    status(SEED.statuses.helpDeskClosed, '>Closed', 'Resolved', HELP_DESK, { closedStatus: true }),
  ],
  boardTypes: [
    { id: SEED.types.backup, name: 'Backup', inactiveFlag: false, ...PROFESSIONAL },
    { id: SEED.types.server, name: 'Server', inactiveFlag: false, ...PROFESSIONAL },
    { id: SEED.types.helpDeskBackup, name: 'Backup', inactiveFlag: false, ...HELP_DESK },
  ],
  boardSubTypes: [
    { id: SEED.subTypes.failed, name: 'Failed', typeAssociationIds: [SEED.types.backup], ...PROFESSIONAL },
    { id: SEED.subTypes.disk, name: 'Disk', typeAssociationIds: [SEED.types.server], ...PROFESSIONAL },
  ],
  members: [
    { id: 1, identifier: 'Admin1', firstName: 'Ada', lastName: 'Admin', fullName: 'Ada Admin', licenseClass: 'F' },
    { id: 2, identifier: 'jsmith', firstName: 'Jo', lastName: 'Smith', fullName: 'Jo Smith', licenseClass: 'F' },
  ],
  securityRoles: [{ id: SEED.securityRole, name: 'Backup integration' }],
  apiMembers: [
    {
      ...SEED.apiMember,
      name: 'Backup Bridge',
      emailAddress: 'backupnotify@backupmsp.example',
      inactiveFlag: false,
      securityRole: { id: SEED.securityRole, name: 'Backup integration' },
      serviceDefaultBoard: PROFESSIONAL.board,
    },
  ],
};

function agreementType(id: number, name: string): NewRow {
  return {
    id,
    name,
    inactiveFlag: false,
    employeeCompRate: 'Actual',
    employeeCompNotExceed: 'Billing',
    invoicingCycle: 'CalendarYear',
    billTime: 'NoCharge',
    billExpenses: 'Billable',
    billProducts: 'Billable',
    billingCycle: { id: 1, name: 'Monthly' },
  };
}

function status(id: number, name: string, escalationStatus: string, board: object, more: object = {}): NewRow {
  return {
    id,
    name,
    escalationStatus,
    sortOrder: id,
    closedStatus: false,
    defaultFlag: false,
    ...SHOWN,
    ...board,
    ...more,
  };
}
