import type { ConnectWiseState } from '../state.ts';
import { EXTERNAL_INTEGRATION_XREF, SEED } from './ids.ts';
import { ADMIN } from './writer.ts';

/**
 * Takes out of the setup tables what the guides' global setup makes (docs/reference/setup-guides.md#step-2 to #step-5): a
 * ConnectWise in which nobody has begun. Left are what any ConnectWise in use has: boards, agreement and configuration types, the
 * product categories that the guides recommend, another vendor's management solution and integrator login, and the API member
 * with its keys, which REST cannot make.
 */
export function removeGlobalSetup({ tables }: ConnectWiseState): void {
  tables.managementItSolutions.remove(SEED.managementSolution);
  tables.managedDevicesIntegrations.remove(SEED.managedDevicesIntegration);
  tables.integratorLogins.update(SEED.integratorLogin, { username: 'labtech-api' }, ADMIN);
  for (const { id } of tables.management.all()) {
    const members = {
      integratorLogin: { id: SEED.integratorLogin, name: 'labtech-api' },
      scheduleExecutiveSummaryReportFlag: false,
    };
    tables.management.update(id, members, ADMIN);
  }
  for (const status of tables.boardStatuses.all()) {
    const isNew = status.externalIntegrationXRef === EXTERNAL_INTEGRATION_XREF.notResponded;
    if (isNew || status.escalationStatus === 'NotResponded') {
      const members = { escalationStatus: 'NoEscalation', externalIntegrationXRef: null };
      tables.boardStatuses.update(status.id, { ...members, ...(isNew && { name: 'New' }) }, ADMIN);
    }
  }
}
