import type { Page } from '@playwright/test';
import { SEED } from '../simulator/connectwise/seed/ids.ts';
import { additionUrl, companyUrl, ticketUrl } from '../simulator/pages/address.ts';
import { oneOfEvery } from '../support/depth.ts';
import { FormPage } from '../support/page-objects/form-page.ts';
import { Panel } from '../support/page-objects/panel.ts';
import { openShared, type SharedBrowser } from '../support/shared/shared-browser.ts';
import { address, expect, test } from './support/fixture.ts';
import { hostMarkup } from './support/host-page.ts';
import { openTicket } from './support/rules/tickets.ts';

/** What ends the extension under the pages that it runs in. */
const ENDINGS: Record<string, (shared: SharedBrowser) => Promise<void>> = {
  'an update (the extension is loaded again)': ({ browser }) => browser.reloadExtension(),
  'switched off': ({ browser }) => browser.disableExtension(),
};

for (const [name, end] of oneOfEvery(2, Object.entries(ENDINGS))) {
  test(`${name}: nothing of ours is left in any page, and ConnectWise's own markup is as before`, async ({
    headless,
    driven,
  }) => {
    // A browser of its own: the extension ends here.
    const shared = await openShared({ headless, browserName: driven });
    try {
      const pages = await openPages(shared);
      const before = await Promise.all(pages.map(hostMarkup));
      const layers = await Promise.all(pages.map((page) => page.locator('div[data-backup-bridge]').elementHandle()));
      await end(shared);
      // Firefox ends our script before it could take the layer away, and takes its sheet, without which the layer is hidden.
      const isLeft = (host: Element, name: string) =>
        host.isConnected && (name === 'chromium' || host.checkVisibility());
      for (const layer of layers)
        await expect.poll(() => layer?.evaluate(isLeft, driven), { timeout: 25_000 }).toBe(false);
      // An update starts the new version in the pages that are open there; in Chromium, in those that are loaded from then on.
      const left = driven === 'firefox' ? 1 : 0;
      for (const page of pages) await expect(page.locator('div[data-backup-bridge]')).toHaveCount(left);
      expect(await Promise.all(pages.map(hostMarkup))).toEqual(before);
      // Nothing more comes, or throws, when the page goes on.
      const broken: string[] = [];
      for (const page of pages) {
        page.on('pageerror', (error) => broken.push(error.message));
        await page.evaluate(() => document.body.dispatchEvent(new Event('input', { bubbles: true })));
      }
      await pages[0]?.waitForTimeout(700);
      for (const page of pages) await expect(page.locator('div[data-backup-bridge]')).toHaveCount(left);
      expect(broken).toEqual([]);
    } finally {
      await shared.close();
    }
  });
}

/** Company, addition form and ticket, each with something of ours on it. */
async function openPages(shared: SharedBrowser): Promise<Page[]> {
  const { simulator, browser } = shared;
  const agreement = SEED.agreements.eddiesTvRepair;
  const [line] = simulator.connectWise.tables.additions.where('agreementId', agreement);
  await openTicket(shared);
  const [ticket] = simulator.connectWise.tables.tickets.all();
  const open = async (path: string): Promise<Page> => {
    const page = await browser.context.newPage();
    await page.goto(address(path));
    return page;
  };

  const company = await open(companyUrl(SEED.companies.eddiesTvRepair, 'management'));
  await new Panel(company).open();
  const ofTicket = await open(ticketUrl(ticket?.id ?? 0));
  await new Panel(ofTicket).open();
  const addition = await open(additionUrl(agreement, line?.id ?? 0));
  const form = new FormPage(addition);
  await expect(form.field('SerialNumber')).toHaveValue('EFS-342');
  await form.type('SerialNumber', 'efs 342');
  await expect(form.mark('SerialNumber')).toBeVisible();
  return [company, ofTicket, addition];
}
