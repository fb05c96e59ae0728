import type { ConnectWiseState } from '../state.ts';
import type { Row } from '../table.ts';
import { SEED } from './ids.ts';
import { ADMIN } from './writer.ts';

/** A company with its contact, site and one managed server. */
export function addCompany(state: ConnectWiseState, id: number, identifier: string, name: string, statusId = 1): Row {
  const { companies, contacts, sites, configurations } = state.tables;
  contacts.insert({ id, name: 'Main Contact', company: { id } }, ADMIN);
  sites.insert({ id, name: 'Main', company: { id } }, ADMIN);
  const company = { id, identifier, name };
  configurations.insert(
    {
      name: `${identifier}-SRV01`,
      company,
      type: { id: SEED.configurationTypes.managedServer, name: 'Managed Server' },
      status: { id: 1, name: 'Active' },
      activeFlag: true,
    },
    ADMIN,
  );
  return companies.insert(
    {
      ...company,
      status: { id: statusId, name: statusId === 1 ? 'Active' : 'Not-Active' },
      addressLine1: '1 Main Street',
      city: 'Tampa',
      state: 'FL',
      zip: '33602',
      phoneNumber: '8135550100',
      defaultContact: { id, name: 'Main Contact' },
      site: { id, name: 'Main' },
      types: [{ id: 1, name: 'Client' }],
      deletedFlag: false,
    },
    ADMIN,
  );
}

/**
 * The two entries of Company › Management (docs/reference/setup-guides.md#figure-17), in the right order or with Backup
 * Stats first.
 */
export function addManagedIdEntries(state: ConnectWiseState, company: Row, managedId: string, swapped = false): void {
  const deviceTypes = ['WorkstationsAndServers', 'BackupStats'];
  for (const deviceType of swapped ? deviceTypes.reverse() : deviceTypes) {
    state.tables.managementSummaryReports.insert(
      {
        company: { id: company.id, identifier: company.identifier, name: company.name },
        managementSolution: { id: SEED.managementSolution, name: 'eFolder', setupName: 'eFolder' },
        groupIdentifier: managedId,
        deviceType,
      },
      ADMIN,
    );
  }
}
