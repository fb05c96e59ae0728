import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { SEED } from '../../simulator/connectwise/seed/ids.ts';
import { HOSTS } from '../../simulator/hosts.ts';
import { companyUrl } from '../../simulator/pages/address.ts';
import { startSimulator } from '../../simulator/server.ts';
import type { Browser } from '../browser/browser.ts';
import { compareCompanies } from '../page-objects/options-page.ts';
import { Panel } from '../page-objects/panel.ts';
import { connect, launchBeside } from '../story/connected-browser.ts';
import { promoTile } from './promo-tile.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..');
const OUT = join(ROOT, 'docs', 'store', 'pictures');
/** What Chrome Web Store, Edge Add-ons and addons.mozilla.org take. */
const SIZE = { width: 1280, height: 800 };
const TILE = { width: 440, height: 280 };

/** npm run pictures:stores: the pictures of the store listings, of the last build, beside the simulator. */
const simulator = await startSimulator({});
const browser = await launchBeside(simulator, { headless: true, viewport: SIZE });
mkdirSync(OUT, { recursive: true });
try {
  await takeAll(browser);
} finally {
  await browser.close();
  await simulator.stop();
}
process.exit(0);

async function takeAll(opened: Browser): Promise<void> {
  const { options } = await connect(opened);
  const page = await opened.context.newPage();
  await page.goto(new URL(companyUrl(SEED.companies.eddiesTvRepair, 'management'), `https://${HOSTS.web}`).href);
  const panel = new Panel(page);
  await panel.open();
  await take(page, 'company-panel');
  await panel.previewSync();
  await take(page, 'preview');
  await panel.apply();
  await page.close();

  const { page: own } = options;
  await open(own, 'setup');
  const checked = await own.locator('p[role=status] time').getAttribute('datetime');
  await own.getByRole('button', { name: 'Check now' }).click();
  await own.locator(`p[role=status] time:not([datetime="${checked}"])`).waitFor();
  await take(own, 'set-up');
  await open(own, 'companies');
  await compareCompanies(own);
  await take(own, 'companies');
  await open(own, 'journal');
  await own.locator('.bb-run > summary').first().click();
  await take(own, 'journal');

  const tile = await opened.context.newPage();
  await tile.setViewportSize(TILE);
  await tile.setContent(promoTile(readFileSync(join(ROOT, 'public', 'icon', '128.png')).toString('base64')));
  await take(tile, 'promo-small');
}

/** A section of the options page, read again. */
async function open(page: Page, section: string): Promise<void> {
  await page.goto(`${page.url().split('#')[0]}#${section}`);
  await page.reload();
  await page.getByRole('heading', { level: 1 }).waitFor();
}

/** Of the window alone, once nothing is read any more. */
async function take(page: Page, name: string): Promise<void> {
  await page.waitForFunction(
    () => ![...document.querySelectorAll('.bb-skeleton')].some((skeleton) => skeleton.checkVisibility()),
  );
  await page.waitForLoadState('networkidle');
  await page.screenshot({ path: join(OUT, `${name}.png`), animations: 'disabled' });
  console.log(`· ${name}`);
}
