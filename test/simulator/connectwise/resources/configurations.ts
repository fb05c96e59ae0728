import type { Draft, Resource } from '../resource.ts';
import * as schema from '../schema.ts';
import { valueAt } from '../table.ts';

export const configurations: Resource = {
  path: '/company/configurations',
  table: 'configurations',
  type: 'Configuration',
  name: 'configuration',
  right: 'Configurations',
  required: ['company', 'name', 'type'],
  readOnly: ['mobileGuid'],
  members: {
    ...schema.texts({
      name: 100,
      deviceIdentifier: 100,
      serialNumber: 250,
      modelNumber: 50,
      tagNumber: 50,
      macAddress: 25,
      lastLoginName: 100,
      backupServerName: 50,
      ipAddress: 50,
      defaultGateway: 50,
      osType: 250,
      osInfo: 250,
      cpuSpeed: 100,
      ram: 25,
      managementLink: 1000,
      remoteLink: 1000,
      manufacturerPartNumber: 50,
    }),
    ...schema.longTexts('vendorNotes', 'notes', 'backupProtectedDeviceList', 'localHardDrives', 'mobileGuid'),
    ...schema.integers(
      'locationId',
      'businessUnitId',
      'backupSuccesses',
      'backupIncomplete',
      'backupFailed',
      'backupRestores',
      'backupYear',
      'backupMonth',
      'parentConfigurationId',
      'companyLocationId',
    ),
    ...schema.numbers('backupBillableSpaceGb'),
    ...schema.flags(
      'billFlag',
      'activeFlag',
      'displayVendorFlag',
      'showRemoteFlag',
      'showAutomateFlag',
      'needsRenewalFlag',
    ),
    ...schema.dates('purchaseDate', 'installationDate', 'warrantyExpirationDate', 'lastBackupDate'),
    ...schema.lists('questions', 'customFields'),
    type: schema.reference('configurationTypes', 'Configuration Type'),
    status: schema.reference('configurationStatuses', 'Configuration Status', ['name=description']),
    company: schema.reference('companies', 'Company', ['identifier', 'name']),
    contact: schema.reference('contacts', 'Contact'),
    site: schema.reference('sites', 'Site'),
    installedBy: schema.reference('members', 'Member', ['identifier', 'name=fullName']),
    vendor: schema.reference('companies', 'Company', ['identifier', 'name']),
    location: schema.reference('locations', 'Location'),
    department: schema.reference('departments', 'Department', ['identifier', 'name']),
    ...schema.looseReferences('manufacturer', 'sla'),
  },
  settle: settleConfiguration,
};

/** A new configuration is active and has the default status. */
function settleConfiguration({ row, before, sent, state }: Draft): [] {
  if (!before) {
    const status = state.tables.configurationStatuses.all().find((known) => known.defaultFlag === true);
    if (!sent.has('activeFlag')) row.activeFlag = true;
    if (valueAt(row, 'status/id') === undefined && status) row.status = { id: status.id, name: status.description };
  }
  return [];
}
