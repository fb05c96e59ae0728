import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { SEED } from '../../simulator/connectwise/seed/ids.ts';
import { companyUrl } from '../../simulator/pages/address.ts';
import type { Browser } from '../browser/browser.ts';
import { compareCompanies } from '../page-objects/options-page.ts';
import { Panel } from '../page-objects/panel.ts';
import { connect } from '../story/connected-browser.ts';
import { promoTile } from './promo-tile.ts';
import { type Keep, onFixedDay, openInConnectWise, type Size, takeWindow } from './take.ts';

/** What Chrome Web Store, Edge Add-ons and addons.mozilla.org take. */
const SIZE: Size = { width: 1280, height: 800 };
const TILE: Size = { width: 440, height: 280 };
const ICON = join(import.meta.dirname, '..', '..', '..', 'public', 'icon', '128.png');

/** Takes every picture of the store listings, one after the other. */
export async function takeStorePictures(keep: Keep): Promise<void> {
  await onFixedDay(SIZE, 'light', async (browser) => {
    const take: Take = async (page, name, size = SIZE) => keep(await takeWindow(page, name, size), page);
    const { options } = await connect(browser);
    await inConnectWise(browser, take);
    await sections(options.page, take);
    const tile = await browser.context.newPage();
    await tile.setViewportSize(TILE);
    await tile.setContent(promoTile(readFileSync(ICON).toString('base64')));
    await take(tile, 'promo-small', TILE);
  });
}

type Take = (page: Page, name: string, size?: Size) => Promise<void>;

async function inConnectWise(browser: Browser, take: Take): Promise<void> {
  const page = await openInConnectWise(browser, companyUrl(SEED.companies.eddiesTvRepair, 'management'));
  const panel = new Panel(page);
  await panel.open();
  await take(page, 'company-panel');
  await panel.previewSync();
  await take(page, 'preview');
  await panel.apply();
  await page.close();
}

async function sections(page: Page, take: Take): Promise<void> {
  await open(page, 'setup');
  const checked = await page.locator('p[role=status] time').getAttribute('datetime');
  await page.getByRole('button', { name: 'Check now' }).click();
  await page.locator(`p[role=status] time:not([datetime="${checked}"])`).waitFor();
  await take(page, 'set-up');
  await open(page, 'companies');
  await compareCompanies(page);
  await take(page, 'companies');
  await open(page, 'journal');
  await page.locator('.bb-run > summary').first().click();
  await take(page, 'journal');
}

/** A section of the options page, read again. */
async function open(page: Page, section: string): Promise<void> {
  await page.goto(`${page.url().split('#')[0]}#${section}`);
  await page.reload();
  await page.getByRole('heading', { level: 1 }).waitFor();
}
