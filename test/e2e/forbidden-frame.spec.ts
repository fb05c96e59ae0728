import { SEED } from '../simulator/connectwise/seed/ids.ts';
import { Panel } from '../support/page-objects/panel.ts';
import { expect, openCompany, test } from './support/fixture.ts';

test('in a page that forbids the frame, the tab offers the panel in a window, where it shows the company', async ({
  shared,
}) => {
  const { simulator, browser } = shared;
  simulator.webClient.headers = { 'Cross-Origin-Embedder-Policy': 'require-corp' };
  const { page, panel } = await openCompany(browser, SEED.companies.eddiesTvRepair);
  await expect(panel.dock.getByText('The panel cannot appear in this page.')).toBeVisible();
  // Nothing was loaded into the frame, which is kept for a page that is only late.
  expect(await panel.root.count()).toBe(0);
  await expect(panel.dock.locator('iframe.panel-page')).toBeHidden();

  const [opened] = await Promise.all([
    browser.context.waitForEvent('page'),
    panel.dock.getByRole('button', { name: 'Open in a window' }).click(),
  ]);
  const own = new Panel(opened, 'window');
  await own.root.locator('.panel-scroll[aria-busy="false"]').waitFor();
  expect(opened.url()).toContain(`${browser.extensionId}/panel.html?`);
  await expect(own.root.getByText('EFS-342', { exact: true }).first()).toBeVisible();
  expect((await own.health()).join('\n')).toContain('ETV-Primary');
  // It works there: Sync now is not refused as in a frame that cannot be seen.
  expect(await own.syncNow()).toBeTruthy();

  await page.bringToFront();
  await panel.dock.getByRole('button', { name: 'Collapse' }).click();
  await expect(panel.dock.getByRole('button', { name: /^Open Backup Bridge/ })).toBeVisible();
});
