import type { Settings } from '../../../../lib/domain/settings.ts';
import { removeRight, restoreKey, restoreRight, revokeKey } from '../../../simulator/connectwise/rights.ts';
import { SEED } from '../../../simulator/connectwise/seed/ids.ts';
import type { TableName } from '../../../simulator/connectwise/state.ts';
import { HOSTS } from '../../../simulator/hosts.ts';
import type { Simulator } from '../../../simulator/server.ts';
import type { SetupScenario } from './scenario.ts';

const BY = { identifier: 'Admin1' };
const change = (table: TableName, id: number, members: Record<string, unknown>) => (simulator: Simulator) =>
  void simulator.connectWise.tables[table].update(id, members, BY);
const clearFaults = ({ faults }: Simulator) => faults.clear();
const EDIT_AGREEMENTS = { function: 'Agreements', action: 'edit' } as const;
/** The EFS portal's tokens; what they may read is put back by `allPermissions`. */
const PERMISSIONS = ['customers', 'events', 'usage'];
const permitted = (permissions: string[]) => (simulator: Simulator) => {
  for (const key of simulator.portal.keys) if (key.api === 'efs-portal') key.permissions = permissions;
};
const revoked = (isRevoked: boolean) => (simulator: Simulator) => {
  for (const key of simulator.portal.keys) if (key.api === 'efs-portal') key.revoked = isRevoked;
};
const withoutRules =
  (action: Settings['rules'][number]['action']) =>
  (settings: Settings): Settings => ({
    ...settings,
    rules: settings.rules.map((rule) => (rule.action === action ? { ...rule, enabled: false } : rule)),
  });
const allOff = (settings: Settings): Settings => ({
  ...settings,
  toggles: Object.fromEntries(Object.keys(settings.toggles).map((toggle) => [toggle, false])) as Settings['toggles'],
});

/** In the order of the page. */
export const SETUP_SCENARIOS: readonly SetupScenario[] = [
  {
    id: 'site-url',
    arrange: ({ faults }) =>
      void faults.add({ path: 'companyinfo', times: 'always', effect: { kind: 'dropped-before' } }),
    state: 'Failed',
    evidence: [HOSTS.web],
    remedy: { by: 'place', place: 'connections' },
    putRight: clearFaults,
  },
  {
    id: 'company-id',
    arrange({ connectWise }) {
      connectWise.options.knownAt = 'eu.myconnectwise.net';
    },
    state: 'Failed',
    evidence: [`${HOSTS.web} knows no company ID "${SEED.companyId}".`],
    remedy: { by: 'place', place: 'connections' },
    putRight: ({ connectWise }) => void Reflect.deleteProperty(connectWise.options, 'knownAt'),
  },
  {
    id: 'api-keys',
    arrange: ({ connectWise }) => void revokeKey(connectWise, SEED.publicKey),
    state: 'Failed',
    evidence: ['does not accept the company ID and keys'],
    remedy: { by: 'place', place: 'connections' },
    putRight: ({ connectWise }) => void restoreKey(connectWise, SEED.publicKey),
  },
  {
    id: 'client-id',
    arrange: ({ faults }) =>
      void faults.add({
        site: 'rest',
        times: 'always',
        effect: { kind: 'status', status: 401, message: 'The clientId is invalid.' },
      }),
    state: 'Failed',
    evidence: ['does not accept the client ID'],
    remedy: { by: 'place', place: 'connections' },
    putRight: clearFaults,
  },
  {
    id: 'managed-services-license',
    arrange({ connectWise }) {
      connectWise.options.licenses = { Agreements: true };
    },
    state: 'Failed',
    evidence: ['ConnectWise lists no license Managed Services.'],
    remedy: { by: 'hand' },
    putRight: ({ connectWise }) => void Reflect.deleteProperty(connectWise.options, 'licenses'),
  },
  {
    id: 'member-rights',
    arrange: ({ connectWise }) => removeRight(connectWise, EDIT_AGREEMENTS),
    state: 'Failed',
    evidence: ['Finance › Agreements: Edit is missing; it is needed for quantities of additions.'],
    remedy: {
      by: 'hand',
      path: 'System › Security Roles › Role of the API member',
      values: [['Finance › Agreements', 'Inquire, Edit: All; may be left out: Add, Delete: All']],
    },
    putRight: ({ connectWise }) => restoreRight(connectWise, EDIT_AGREEMENTS),
  },
  {
    id: 'portal-key',
    arrange: revoked(true),
    state: 'Failed',
    evidence: [HOSTS.efsPortal],
    remedy: { by: 'place', place: 'connections' },
    putRight: revoked(false),
  },
  {
    id: 'portal-permissions',
    arrange: permitted(['events', 'usage']),
    state: 'Failed',
    evidence: ['customers'],
    remedy: { by: 'hand' },
    putRight: permitted(PERMISSIONS),
  },
  {
    id: 'management-solution',
    arrange: change('managementItSolutions', SEED.managementSolution, { managementSolutionName: 'efolder' }),
    state: 'Failed',
    evidence: ['efolder'],
    remedy: { by: 'fix' },
  },
  {
    id: 'managed-devices-integration',
    arrange: change('managedDevicesIntegrations', SEED.managedDevicesIntegration, { loginBy: 'Member' }),
    state: 'Failed',
    evidence: ['Login By is “Member”'],
    remedy: { by: 'fix' },
  },
  {
    id: 'executive-report',
    arrange: change('management', 1, { scheduleExecutiveSummaryReportFlag: false }),
    state: 'Warning',
    evidence: ['ConnectWise does not send the executive report by itself.'],
    remedy: { by: 'hand', path: 'System › Setup Tables › Management IT › Executive Summary Report' },
  },
  {
    id: 'service-toggles',
    settings: allOff,
    state: 'Failed',
    evidence: ['No service is switched on, so no quantity is synced.'],
    remedy: { by: 'place', place: 'services' },
  },
  {
    id: 'products',
    arrange: change('catalog', 1, { inactiveFlag: true }),
    state: 'Failed',
    evidence: ['is inactive'],
    remedy: { by: 'fix' },
  },
  {
    id: 'cross-references',
    arrange: ({ connectWise }) => connectWise.tables.crossReferences.remove(1),
    state: 'Warning',
    evidence: ['has no cross-reference (Type “Online Storage”, Level “Select”)'],
    remedy: { by: 'fix' },
  },
  {
    id: 'board',
    arrange: change('boards', SEED.boards.professionalServices, { inactiveFlag: true }),
    state: 'Failed',
    evidence: ['ConnectWise has no active service board “Professional Services” any more.'],
    remedy: { by: 'place', place: 'tickets' },
  },
  {
    id: 'board-status',
    arrange: change('boardStatuses', SEED.statuses.new, { escalationStatus: 'Responded' }),
    state: 'Failed',
    evidence: ['New tickets get “New (not responded)”, whose escalation is not Not Responded.'],
    remedy: { by: 'fix' },
  },
  {
    id: 'external-xref',
    arrange: change('boardStatuses', SEED.statuses.new, { externalIntegrationXRef: null }),
    state: 'Check by hand',
    evidence: ['ConnectWise shows this field of “New (not responded)” to users only.'],
    remedy: {
      by: 'eye',
      path: 'System › Setup Tables › Service Board › Professional Services › Statuses › New (not responded)',
      values: [['External Integration XRef', 'Not Responded (Set)']],
    },
  },
  {
    id: 'closing-status',
    arrange: change('boardStatuses', SEED.statuses.closed, { closedStatus: false }),
    state: 'Failed',
    evidence: ['The board “Professional Services” has no active status that closes a ticket.'],
    remedy: { by: 'hand', path: 'System › Setup Tables › Service Board › Statuses' },
  },
  {
    id: 'ticket-rule',
    settings: withoutRules('open-ticket'),
    state: 'Failed',
    evidence: ['No enabled rule opens tickets.'],
    remedy: { by: 'place', place: 'rules' },
  },
  {
    id: 'sync-rule',
    settings: withoutRules('synchronize'),
    state: 'Failed',
    evidence: ['No enabled rule synchronizes, so events update nothing in ConnectWise.'],
    remedy: { by: 'place', place: 'rules' },
  },
];
