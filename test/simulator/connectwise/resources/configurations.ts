import type { Draft } from '../resource.ts';
import {
  dates,
  flags,
  integers,
  lists,
  longTexts,
  looseReferences,
  numbers,
  type Resource,
  reference,
  texts,
} from '../resource.ts';
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
    ...texts({
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
    ...longTexts('vendorNotes', 'notes', 'backupProtectedDeviceList', 'localHardDrives', 'mobileGuid'),
    ...integers(
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
    ...numbers('backupBillableSpaceGb'),
    ...flags('billFlag', 'activeFlag', 'displayVendorFlag', 'showRemoteFlag', 'showAutomateFlag', 'needsRenewalFlag'),
    ...dates('purchaseDate', 'installationDate', 'warrantyExpirationDate', 'lastBackupDate'),
    ...lists('questions', 'customFields'),
    type: reference('configurationTypes', 'Configuration Type'),
    status: reference('configurationStatuses', 'Configuration Status', ['name=description']),
    company: reference('companies', 'Company', ['identifier', 'name']),
    contact: reference('contacts', 'Contact'),
    site: reference('sites', 'Site'),
    installedBy: reference('members', 'Member', ['identifier', 'name=fullName']),
    vendor: reference('companies', 'Company', ['identifier', 'name']),
    location: reference('locations', 'Location'),
    department: reference('departments', 'Department', ['identifier', 'name']),
    ...looseReferences('manufacturer', 'sla'),
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
