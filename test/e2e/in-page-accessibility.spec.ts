import { SEED } from '../simulator/connectwise/seed/ids.ts';
import {
  additionUrl,
  agreementUrl,
  boardStatusUrl,
  companyUrl,
  integrationUrl,
  solutionUrl,
  ticketUrl,
} from '../simulator/pages/address.ts';
import { FormPage } from '../support/page-objects/form-page.ts';
import { Panel } from '../support/page-objects/panel.ts';
import { saveSettings } from '../support/save-settings.ts';
import { openShared } from '../support/shared/shared-browser.ts';
import { expectLayerAccessible } from './support/axe.ts';
import { address, EXHAUSTIVE, expect, test } from './support/fixture.ts';
import { withTickets } from './support/rules/setup-tables.ts';
import { openTicket } from './support/rules/tickets.ts';

const AGREEMENT = SEED.agreements.eddiesTvRepair;
const BY = { identifier: 'Admin1' };

test('marks at rows and fields: no accessibility violation, folded or open, light and dark', async ({
  shared: { simulator, browser },
}) => {
  const [line, ...others] = simulator.connectWise.tables.additions.where('agreementId', AGREEMENT);
  for (const { id } of others) simulator.connectWise.tables.additions.update(id, { serialNumber: 'efs 342' }, BY);
  const page = await browser.context.newPage();
  await page.goto(address(agreementUrl(AGREEMENT, 'additions')));
  const badge = page.locator('.row-mark-badge').first();
  await badge.waitFor();
  await expectLayerAccessible(page, 'list');
  await badge.focus();
  await page.locator('.row-findings').waitFor();
  await expectLayerAccessible(page, 'findings of a row');

  const form = new FormPage(page);
  await page.goto(address(additionUrl(AGREEMENT, line?.id ?? 0)));
  await expect(form.field('SerialNumber')).toHaveValue(/\S/);
  await form.type('SerialNumber', 'EFS-999');
  await form.mark('SerialNumber').waitFor();
  await form
    .mark('SerialNumber')
    .getByRole('button', { name: /^Choose/ })
    .first()
    .click();
  await page.getByRole('combobox', { name: /customer/i }).waitFor();
  await expectLayerAccessible(page, 'customer picker');
});

test('Management tab and setup tables: no accessibility violation, light and dark', EXHAUSTIVE, async ({ shared }) => {
  const { simulator, browser } = shared;
  const { tables } = simulator.connectWise;
  await saveSettings(shared.ask, withTickets(await shared.ask('settings.read', {})));
  tables.managedDevicesIntegrations.update(SEED.managedDevicesIntegration, { matchOnSerialNumberFlag: false }, BY);
  tables.crossReferences.update(1, { vendorLevel: 'select' }, BY);
  tables.managementItSolutions.update(SEED.managementSolution, { managementSolutionName: 'efolder' }, BY);
  tables.boardStatuses.update(SEED.statuses.new, { closedStatus: true }, BY);
  const [entry] = tables.managementSummaryReports.where('company/id', SEED.companies.eddiesTvRepair);
  tables.managementSummaryReports.update(entry?.id ?? 0, { groupIdentifier: 'efs 342' }, BY);
  const page = await browser.context.newPage();
  const screens = {
    'Management tab': companyUrl(SEED.companies.eddiesTvRepair, 'management'),
    integration: integrationUrl({ record: SEED.managedDevicesIntegration }),
    'management solution': solutionUrl(SEED.managementSolution),
    'board status': boardStatusUrl(SEED.boards.professionalServices, SEED.statuses.new),
  };
  for (const [name, path] of Object.entries(screens)) {
    await page.goto('about:blank');
    await page.goto(address(path));
    await page.locator('div[data-backup-bridge] .mark').first().waitFor();
    await expectLayerAccessible(page, name);
  }
});

test('ticket card: no accessibility violation, light and dark', async ({ headless }) => {
  const shared = await openShared({ headless });
  try {
    await openTicket(shared);
    const [ticket] = shared.simulator.connectWise.tables.tickets.all();
    shared.simulator.users.moveTicket(ticket?.id ?? 0, SEED.boards.helpDesk);
    const page = await shared.browser.context.newPage();
    await page.goto(address(ticketUrl(ticket?.id ?? 0)));
    await new Panel(page).open();
    await expectLayerAccessible(page, 'ticket card');
  } finally {
    await shared.close();
  }
});
