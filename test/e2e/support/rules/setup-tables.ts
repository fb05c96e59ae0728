import { expect, type Page } from '@playwright/test';
import type { Settings } from '../../../../lib/domain/settings.ts';
import { SEED } from '../../../simulator/connectwise/seed/ids.ts';
import type { TableName } from '../../../simulator/connectwise/state.ts';
import { boardStatusUrl, integrationUrl, solutionUrl } from '../../../simulator/pages/address.ts';
import type { Simulator } from '../../../simulator/server.ts';
import { FormPage } from '../../../support/page-objects/form-page.ts';
import type { Place, Scenario } from './scenario.ts';

const BY = { identifier: 'Admin1' };
const INTEGRATION = ['integration'] as const;
const SOLUTION = ['management solution'] as const;
const STATUS = ['board status'] as const;

const change = (table: TableName, id: number, members: Record<string, unknown>) => (simulator: Simulator) =>
  void simulator.connectWise.tables[table].update(id, members, BY);
const integration = (members: Record<string, unknown>) =>
  change('managedDevicesIntegrations', SEED.managedDevicesIntegration, members);
/** The cross-reference of online storage, Select. */
const crossReference = (members: Record<string, unknown>) => change('crossReferences', 1, members);
const solution = (members: Record<string, unknown>) =>
  change('managementItSolutions', SEED.managementSolution, members);
const status = (members: Record<string, unknown>) => change('boardStatuses', SEED.statuses.new, members);

/** A typed near miss brings a mark, the right value takes it away. */
async function proveByTyping(page: Page, label: string, wrong: string, right: string): Promise<void> {
  const form = new FormPage(page);
  await form.type(label, wrong);
  await expect(form.mark(label)).toBeVisible();
  await form.type(label, right);
  await expect(form.mark(label)).toHaveCount(0);
}

const withTickets = (settings: Settings): Settings => ({
  ...settings,
  tickets: {
    ...settings.tickets,
    board: { id: SEED.boards.professionalServices, name: 'Professional Services' },
    newStatus: { id: SEED.statuses.new, name: 'New (not responded)' },
  },
});

export const SETUP_PLACES: readonly Place[] = [
  {
    name: 'Managed Devices Integration',
    path: () => integrationUrl({ record: SEED.managedDevicesIntegration, tab: 'crossreferences' }),
    shows: { integration: 'beside' },
    async ready(page) {
      await expect(new FormPage(page).field('Solution')).toHaveValue(/\S/);
      await expect(page.locator('.cw-ml-row:visible', { hasText: 'Managed Service' }).first()).toBeVisible();
    },
    proveChecked: (page) => proveByTyping(page, 'Solution', 'E-Folder', 'eFolder'),
  },
  {
    name: 'Management IT Solution',
    path: () => solutionUrl(SEED.managementSolution),
    shows: { 'management solution': 'beside' },
    ready: (page) => expect(new FormPage(page).field('Custom Solution Name')).toHaveValue(/\S/),
    proveChecked: (page) => proveByTyping(page, 'Custom Solution Name', 'efolder', 'eFolder'),
  },
  {
    name: 'service board status',
    path: () => boardStatusUrl(SEED.boards.professionalServices, SEED.statuses.new),
    shows: { 'board status': 'beside' },
    settings: withTickets,
    ready: (page) => expect(new FormPage(page).field('Status Description')).toHaveValue(/\S/),
    async proveChecked(page) {
      const form = new FormPage(page);
      const closed = form.field('Closed Status?');
      await closed.check();
      await expect(page.getByRole('region', { name: /^Backup Bridge on/ }).first()).toBeVisible();
      await closed.uncheck();
    },
  },
];

export const SETUP_SCENARIOS: readonly Scenario[] = [
  { code: 'SET-SOLUTION', seenAt: INTEGRATION, arrange: integration({ solution: 'efolder' }) },
  { code: 'SET-LOGIN-BY', seenAt: INTEGRATION, arrange: integration({ loginBy: 'Member' }) },
  { code: 'SET-NEW-XREF', seenAt: INTEGRATION, arrange: integration({ disableNewCrossReferencesFlag: false }) },
  { code: 'SET-BILLING-LEVEL', seenAt: INTEGRATION, arrange: integration({ defaultBillingLevel: 'Summary' }) },
  { code: 'SET-MATCH-SERIAL', seenAt: INTEGRATION, arrange: integration({ matchOnSerialNumberFlag: false }) },
  { code: 'SET-BLANK', seenAt: INTEGRATION, arrange: integration({ portalUrl: 'https://portal.example' }) },
  {
    code: 'SET-XREF-SERVICE',
    seenAt: INTEGRATION,
    arrange: crossReference({ vendorType: 'Tape Rotation', vendorLevel: 'Weekly' }),
  },
  { code: 'SET-XREF-SPELLING', seenAt: INTEGRATION, arrange: crossReference({ vendorLevel: 'select' }) },
  {
    code: 'SET-XREF-CONFIGURATION',
    seenAt: INTEGRATION,
    arrange: crossReference({ configurationType: { id: SEED.configurationTypes.license } }),
  },
  { code: 'SET-XREF-PRODUCT', seenAt: INTEGRATION, arrange: crossReference({ product: null }) },
  { code: 'SET-XREF-AGREEMENT-TYPE', seenAt: INTEGRATION, arrange: crossReference({ agreementType: null }) },
  {
    code: 'SET-XREF-MISSING',
    seenAt: INTEGRATION,
    // Only a list that shows all of its rows at once can be known to lack one.
    arrange(at) {
      for (const { id } of at.connectWise.tables.crossReferences.all().slice(0, 8))
        at.connectWise.tables.crossReferences.remove(id);
    },
  },
  {
    code: 'SET-XREF-DUPLICATE',
    seenAt: INTEGRATION,
    // The second row becomes what the first one is; both are in sight.
    arrange: change('crossReferences', 2, { vendorLevel: 'Select' }),
  },
  { code: 'SET-IT-TYPE', seenAt: SOLUTION, arrange: solution({ managementItSolutionType: 'NAble' }) },
  { code: 'SET-IT-NAME', seenAt: SOLUTION, arrange: solution({ managementSolutionName: 'efolder' }) },
  { code: 'SET-IT-LOGIN', seenAt: SOLUTION, arrange: solution({ globalLoginUsername: 'admin' }) },
  {
    code: 'SET-STATUS-XREF',
    seenAt: STATUS,
    arrange: status({ externalIntegrationXRef: 'Responded (Set)' }),
  },
  { code: 'SET-STATUS-CLOSED', seenAt: STATUS, arrange: status({ closedStatus: true }) },
];

export { withTickets };
