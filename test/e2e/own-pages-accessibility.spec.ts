import { SEED } from '../simulator/connectwise/seed/ids.ts';
import { additionUrl } from '../simulator/pages/address.ts';
import type { Simulator } from '../simulator/server.ts';
import { oneOfEvery } from '../support/depth.ts';
import { FormPage } from '../support/page-objects/form-page.ts';
import { panelFrame } from '../support/page-objects/panel-says.ts';
import { connectByMessages } from '../support/story/connect-by-messages.ts';
import { expectLayerAccessible, expectPageAccessible } from './support/axe.ts';
import { address, EXHAUSTIVE, expect, openCompany, test } from './support/fixture.ts';
import { expectNarrow } from './support/own-pages.ts';
import { expectWholeFigures } from './support/whole-figures.ts';

/** A line of Joe TV Repair is ten times too high and dear: the largest amounts that are common. */
function spoilPrices({ connectWise: { tables } }: Simulator): void {
  const [line] = tables.additions.where('agreementId', SEED.agreements.joeTvRepair);
  const [quantity, unitPrice] = [Number(line?.quantity) * 10, Number(line?.unitPrice) * 100];
  tables.additions.update(line?.id ?? 0, { quantity, unitPrice }, { identifier: 'Admin1' });
}

const SECTIONS = [
  'setup',
  'connections',
  'services',
  'rules',
  'tickets',
  'companies',
  'approvals',
  'event-log',
  'journal',
  'reports',
  'in-page',
  'security',
  'diagnostics',
  'about',
] as const;

test('options: no accessibility violation in any section, light and dark', async ({ chromium, options, simulator }) => {
  const { page } = options;
  // Something to fix on the set-up page.
  const nameless = { managementSolutionName: 'efolder' };
  simulator.connectWise.tables.managementItSolutions.update(SEED.managementSolution, nameless, {
    identifier: 'Admin1',
  });
  // Something to read in event log and journal.
  const { page: company, panel } = await openCompany(chromium, SEED.companies.eddiesTvRepair);
  await panel.open();
  await panel.syncNow();
  await company.close();
  for (const section of oneOfEvery(4, SECTIONS)) {
    await page.goto(`${page.url().split('#')[0]}#${section}`);
    await page.reload();
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.waitForTimeout(500);
    if (section === 'setup') {
      await page.getByRole('button', { name: 'Check now' }).click();
      await page.getByRole('button', { name: 'Fix the management solution: Management solution' }).click();
      await page.getByRole('button', { name: 'Apply 1 change' }).waitFor();
    }
    if (section === 'journal') {
      await page.locator('.bb-run summary').first().click();
      await page.getByRole('button', { name: 'Undo this run…' }).click();
      await page.getByRole('button', { name: /^Undo \d/ }).waitFor();
    }
    if (section === 'services') {
      await page.getByLabel('Add a service that bills').selectOption('devices');
      await page.getByText('Rounding by service').click();
    }
    await expectPageAccessible(page, section);
  }
});

test(
  'no amount, count or time is cut off on any page of ours, in wide and in smaller windows',
  EXHAUSTIVE,
  async ({ chromium, options, simulator }) => {
    const { page } = options;
    spoilPrices(simulator);
    for (const id of [SEED.companies.eddiesTvRepair, SEED.companies.joeTvRepair]) {
      const { page: company, panel } = await openCompany(chromium, id);
      await panel.open();
      await expectWholeFigures(company, `panel of company ${id}`);
      await panel.syncNow();
      await expectWholeFigures(company, `result of company ${id}`);
      await company.close();
    }
    const places = [...SECTIONS, `companies/${SEED.companies.eddiesTvRepair}`];
    for (const section of places) {
      await page.goto(`${page.url().split('#')[0]}#${section}`);
      await page.getByRole('heading', { level: 1 }).waitFor();
      if (section === 'companies') {
        await page.getByRole('button', { name: 'Compare now' }).click();
        await page
          .getByRole('row', { name: /Joe TV Repair.*[$]/ })
          .first()
          .waitFor();
      }
      await page.waitForTimeout(500);
      await expectWholeFigures(page, section);
    }
    // What is printed: where the window is narrower, its tables scroll.
    await page.goto(`${page.url().split('#')[0]}#reports`);
    await page.getByRole('checkbox', { name: "Eddie's TV Repair" }).check();
    await page.getByRole('button', { name: 'Show report' }).click();
    await page.getByRole('heading', { name: 'Backup report for Eddie' }).waitFor();
    await expectWholeFigures(page, 'backup report', [1280, 1024]);
    const popup = await chromium.openOwn('popup.html');
    await popup.getByRole('button', { name: 'Check now' }).waitFor();
    await expectWholeFigures(popup, 'popup');
  },
);

test(
  'options: no accessibility violation while settings are imported from a file, light and dark',
  EXHAUSTIVE,
  async ({ shared }) => {
    const page = await shared.browser.openOwn('options.html#about');
    const { text } = await shared.ask<{ text: string }>('settings.export', {});
    const file = JSON.parse(text);
    const other = { ...file.settings, prefix: 'ABC', silentDays: 7 };
    const choose = (content: string) =>
      page
        .getByLabel('Settings file to import')
        .setInputFiles({ name: 'settings.json', mimeType: 'application/json', buffer: Buffer.from(content) });
    const card = page.getByRole('region', { name: 'Settings file' });

    await choose('no settings');
    await card.getByRole('alert').waitFor();
    await expectPageAccessible(page, 'not a settings file');
    await choose(text);
    await card.getByText(/There is nothing to import/).waitFor();
    await expectPageAccessible(page, 'nothing to import');
    await choose(JSON.stringify({ ...file, settings: { ...other, silentDays: -1, unknown: true } }));
    await card.getByText(/left out$/).waitFor();
    await expectPageAccessible(page, 'settings left out');
    await choose(JSON.stringify({ ...file, settings: other }));
    await card.getByRole('button', { name: 'Import 2 settings' }).click();
    await card.getByRole('button', { name: 'Undo import' }).waitFor();
    await expectPageAccessible(page, 'imported');
    await card.getByRole('button', { name: 'Undo import' }).click();
    await card.getByText(/^The import is undone/).waitFor();
    await expectPageAccessible(page, 'import undone');
  },
);

test(
  'options: a refused connection is reported without an accessibility violation',
  EXHAUSTIVE,
  async ({ chromium, simulator }) => {
    simulator.traffic.expectErrors(true);
    const page = await chromium.openOwn('options.html');
    const form = page.getByRole('form', { name: 'ConnectWise' });
    await form.getByLabel('Site').fill('http://na.myconnectwise.net');
    await form.getByRole('button', { name: 'Test connection' }).click();
    await form.getByRole('alert').waitFor();
    await expectPageAccessible(page, 'refused');
  },
);

test(
  'popup: no accessibility violation, connected or not, light and dark',
  EXHAUSTIVE,
  async ({ chromium, simulator }) => {
    const popup = await chromium.openOwn('popup.html');
    const check = (what: string) => expectPageAccessible(popup, what);
    await popup.getByText('Not connected').first().waitFor();
    await check('not connected');

    await connectByMessages(chromium);
    const { page, panel } = await openCompany(chromium, SEED.companies.eddiesTvRepair);
    await panel.open();
    // The popup asks for the active tab when it opens: the company's has to be in front by then.
    await page.bringToFront();
    await popup.reload();
    await popup.getByRole('heading', { name: "Eddie's TV Repair" }).waitFor();
    await check('company in the tab');

    simulator.faults.portalDown(true);
    await popup.getByRole('button', { name: 'Check now' }).click();
    await popup.getByText('Not working').waitFor();
    await check('portal down');
  },
);

test('company page: no accessibility violation in panel, preview, result and marks, light and dark', async ({
  chromium,
  options,
}) => {
  await options.page.close();
  const { page, panel } = await openCompany(chromium, SEED.companies.eddiesTvRepair, 'management');
  const check = (what: string) => expectLayerAccessible(page, what);
  await panel.open();
  expect(panelFrame(page)).toBeDefined();
  await check('panel');
  await panel.previewSync();
  await check('preview');
  await panel.apply();
  await check('result');

  const form = new FormPage(page);
  await page.goto(address(additionUrl(SEED.agreements.eddiesTvRepair, 1)));
  await expect(form.field('SerialNumber')).toHaveValue(/\S/);
  await form.type('SerialNumber', 'efs 342');
  await form.mark('SerialNumber').waitFor();
  await check('mark');
});

for (const name of ['options.html', 'popup.html', 'welcome.html']) {
  test(`${name}: no horizontal scrolling at 400 pixels`, async ({ shared }) => {
    const page = await shared.browser.openOwn(name);
    await page.setViewportSize({ width: 400, height: 800 });
    for (const section of name === 'options.html' ? SECTIONS : ['']) {
      await page.goto(`${page.url().split('#')[0]}#${section}`);
      await page.getByRole('heading', { level: 1 }).first().waitFor();
      await page.waitForTimeout(400);
      await expectNarrow(page, section);
    }
  });
}

test('panel by keyboard: Tab reaches Sync now, Enter starts it, Escape collapses', async ({ chromium, options }) => {
  await options.page.close();
  const { page, panel } = await openCompany(chromium, SEED.companies.eddiesTvRepair);
  await panel.open();
  await panel.root.getByRole('button', { name: 'Collapse Backup Bridge' }).focus();
  const sync = panel.root.getByRole('button', { name: 'Sync now' });
  for (let presses = 0; presses < 40; presses += 1) {
    await page.keyboard.press('Tab');
    if (await sync.evaluate((button) => button.matches(':focus'))) break;
  }
  await expect(sync).toBeFocused();
  await panel.look();
  await page.keyboard.press('Enter');
  await panel.result();
  await panel.root.getByRole('button', { name: 'Refresh' }).focus();
  await page.keyboard.press('Escape');
  const tab = panel.dock.getByRole('button', { name: /^Open Backup Bridge/ });
  await expect(tab).toBeVisible();
  await expect(tab).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(panel.root.getByRole('button', { name: 'Collapse Backup Bridge' })).toBeVisible();
});
