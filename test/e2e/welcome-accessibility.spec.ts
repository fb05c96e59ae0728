import type { Page } from '@playwright/test';
import { OptionsPage } from '../support/page-objects/options-page.ts';
import { CONNECTWISE_KEYS, EFS_PORTAL_KEYS } from '../support/story/connected-browser.ts';
import { expectPageAccessible } from './support/axe.ts';
import { EXHAUSTIVE, expect, test } from './support/fixture.ts';
import { expectNarrow } from './support/own-pages.ts';

const WIDE = { width: 1440, height: 900 };
const NARROW = { width: 400, height: 800 };

test.use({ simulatorOptions: { variant: 'not-set-up' } });

/** A state of the welcome page: no violation light or dark, and nothing that is too wide for a narrow window. */
async function expectGood(page: Page, state: string): Promise<void> {
  await expectPageAccessible(page, state);
  await page.setViewportSize(NARROW);
  await expectNarrow(page, state);
  await page.setViewportSize(WIDE);
}

test(
  'welcome: no accessibility violation and no horizontal scrolling in any state of the first run',
  EXHAUSTIVE,
  async ({ chromium }) => {
    test.slow();
    const page = await chromium.openOwn('welcome.html');
    const form = new OptionsPage(page);
    await form.connectWise.waitFor();
    await expectGood(page, 'not connected');

    await form.typeConnectWise({ siteUrl: 'http://na.myconnectwise.net', companyId: 'nobody here', clientId: 'none' });
    await form.click(form.connectWise, 'Save');
    await page.getByText('Where do I find this?').first().click();
    await expectGood(page, 'refused');

    await form.typeConnectWise(CONNECTWISE_KEYS);
    await form.click(form.connectWise, 'Save');
    await expectGood(page, 'ConnectWise connected');
    await form.typePortal(EFS_PORTAL_KEYS);
    await form.click(form.portal, 'Save');
    const setUp = page.getByRole('button', { name: /^Set up ConnectWise: / });
    await setUp.waitFor();
    await page.getByRole('button', { name: /^Link all with the same name/ }).waitFor();
    await expectGood(page, 'connected');

    await setUp.click();
    await page.getByText(/^Prices of \d+ new products$/).click();
    await expectGood(page, 'set-up preview');
    await page.getByRole('button', { name: /^Apply \d+ changes$/ }).click();
    await page.getByRole('button', { name: 'Undo this…' }).waitFor();
    await expectGood(page, 'set up');

    await page.getByRole('button', { name: /^Link all with the same name/ }).click();
    await page.getByRole('button', { name: 'Create and link' }).waitFor();
    await expectGood(page, 'links preview');
    await page.getByRole('button', { name: 'Create and link' }).click();
    await page.getByRole('button', { name: 'Create and link' }).waitFor({ state: 'detached' });

    await page.getByRole('button', { name: 'Turn on automatic sync…' }).click();
    const consent = page.getByRole('form', { name: 'Turn on automatic sync' });
    await consent.waitFor();
    await consent.getByRole('progressbar').waitFor({ state: 'detached' });
    await expectGood(page, 'consent');
    for (const box of await consent.getByRole('group').getByRole('checkbox', { disabled: false }).all())
      await box.check();
    await consent.getByRole('button', { name: 'Turn on' }).click();
    await expect(page.getByText(/^First sync done: /)).toBeVisible();
    await expectGood(page, 'finished');
  },
);
