import { expect } from '@playwright/test';
import { SEED } from '../../../simulator/connectwise/seed/ids.ts';
import type { Row } from '../../../simulator/connectwise/table.ts';
import { addressOf, companyUrl } from '../../../simulator/pages/address.ts';
import type { Simulator } from '../../../simulator/server.ts';
import { FormPage } from '../../../support/page-objects/form-page.ts';
import { Panel } from '../../../support/page-objects/panel.ts';
import type { Place, Scenario } from './scenario.ts';

const { eddiesTvRepair, joeTvRepair } = SEED.companies;
const BY = { identifier: 'Admin1' };
const TAB_AND_PANEL = ['Management tab', 'company panel'] as const;
const EVERYWHERE = [...TAB_AND_PANEL, 'entry form'] as const;

/** The company's two entries: Workstations and Servers, then Backup Stats. */
function entries({ connectWise }: Simulator): [Row, Row] {
  const [first, second] = connectWise.tables.managementSummaryReports.where('company/id', eddiesTvRepair);
  if (!first || !second) throw new Error('The seed has two entries.');
  return [first, second];
}

function change(simulator: Simulator, which: 0 | 1, members: Record<string, unknown>): void {
  simulator.connectWise.tables.managementSummaryReports.update(entries(simulator)[which].id, members, BY);
}

function removeEntries(simulator: Simulator): void {
  for (const { id } of entries(simulator)) simulator.connectWise.tables.managementSummaryReports.remove(id);
}

function addEntry(simulator: Simulator, from: Row, members: Record<string, unknown> = {}): void {
  simulator.connectWise.tables.managementSummaryReports.insert({ ...from, id: undefined, ...members }, BY);
}

export const MANAGED_ID_PLACES: readonly Place[] = [
  {
    name: 'company, Management tab',
    path: () => companyUrl(eddiesTvRepair, 'management'),
    shows: { 'Management tab': 'beside', 'company panel': 'panel' },
    ready: (page) => new Panel(page).open(),
    async proveChecked(page) {
      // Wrong values, and their findings on this very screen, are the scenarios themselves.
      await expect(new Panel(page).root.getByText('EFS-342', { exact: true }).first()).toBeVisible();
    },
  },
  {
    name: 'managed-id entry form',
    path: (simulator) =>
      addressOf({
        screen: 'company',
        company: eddiesTvRepair,
        tab: 'management',
        companyTab: 'management',
        entry: simulator.connectWise.tables.managementSummaryReports.where('company/id', eddiesTvRepair)[0]?.id ?? 0,
      }),
    shows: { 'entry form': 'beside' },
    ready: (page) => expect(new FormPage(page).field('Managed ID')).toHaveValue(/\S/),
    async proveChecked(page) {
      const form = new FormPage(page);
      await form.type('Managed ID', 'EFS-999');
      await expect(form.mark('Managed ID')).toContainText('The portal has no customer 999');
      await form.type('Managed ID', 'EFS-342');
      await expect(form.mark('Managed ID')).toHaveCount(0);
    },
  },
];

export const MANAGED_ID_SCENARIOS: readonly Scenario[] = [
  { code: 'MID-FORMAT', seenAt: EVERYWHERE, arrange: (at) => change(at, 0, { groupIdentifier: 'efs 342' }) },
  {
    code: 'MID-UNKNOWN',
    seenAt: EVERYWHERE,
    arrange(at) {
      change(at, 0, { groupIdentifier: 'EFS-999' });
      change(at, 1, { groupIdentifier: 'EFS-999' });
    },
  },
  { code: 'MID-NONE', seenAt: TAB_AND_PANEL, arrange: removeEntries },
  {
    code: 'MID-MISSING',
    seenAt: TAB_AND_PANEL,
    arrange: (at) => at.connectWise.tables.managementSummaryReports.remove(entries(at)[1].id),
  },
  {
    code: 'MID-ORDER',
    seenAt: TAB_AND_PANEL,
    arrange(at) {
      change(at, 0, { deviceType: 'BackupStats' });
      change(at, 1, { deviceType: 'WorkstationsAndServers' });
    },
  },
  {
    code: 'MID-AGREEMENT',
    seenAt: EVERYWHERE,
    arrange: (at) =>
      change(at, 0, {
        agreement: { id: SEED.agreements.eddiesTvRepair, name: "Managed Services for Eddie's TV Repair" },
      }),
  },
  { code: 'MID-MISMATCH', seenAt: TAB_AND_PANEL, arrange: (at) => change(at, 0, { groupIdentifier: 'EFS-355' }) },
  { code: 'MID-DUPLICATE', seenAt: TAB_AND_PANEL, arrange: (at) => addEntry(at, entries(at)[1]) },
  {
    code: 'MID-SHARED',
    seenAt: TAB_AND_PANEL,
    arrange: (at) => addEntry(at, entries(at)[1], { company: { id: joeTvRepair, name: 'Joe TV Repair' } }),
  },
  {
    code: 'MID-SOLUTION',
    seenAt: EVERYWHERE,
    arrange: (at) => change(at, 0, { managementSolution: { id: 2, name: 'LabTech', setupName: 'LabTech' } }),
  },
  { code: 'MID-DEVICE-TYPE', seenAt: EVERYWHERE, arrange: (at) => change(at, 0, { deviceType: 'Servers' }) },
  {
    code: 'MID-COMPANY',
    seenAt: TAB_AND_PANEL,
    arrange: (at) =>
      at.connectWise.tables.companies.update(eddiesTvRepair, { status: { id: 2, name: 'Not-Active' } }, BY),
  },
  { code: 'MID-PLACE', seenAt: ['Management tab'], arrange: removeEntries },
];
