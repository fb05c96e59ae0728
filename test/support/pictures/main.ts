import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Page } from 'playwright-core';
import { SEED } from '../../simulator/connectwise/seed/ids.ts';
import { HOSTS } from '../../simulator/hosts.ts';
import { companyUrl } from '../../simulator/pages/address.ts';
import { startSimulator } from '../../simulator/server.ts';
import type { Browser } from '../browser/chromium.ts';
import { Panel } from '../page-objects/panel.ts';
import { connect, launchBeside } from '../story/connected-browser.ts';
import { PAGES } from './pages.ts';

const DOCS = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..', 'docs', 'images');
/** Of the window, in CSS pixels. */
const HEIGHT = 900;
const { out, scheme, width } = options();

/**
 * npm run pictures: every page of the last build as a picture, beside the simulator. `--scheme dark`, `--width 400` and `--out FOLDER`
 * are for who looks at them; without, the pictures in the documents are made again.
 */
const simulator = await startSimulator({});
const browser = await launchBeside(simulator, {
  headless: true,
  colorScheme: scheme,
  viewport: { width, height: HEIGHT },
});
mkdirSync(out, { recursive: true });
try {
  await takeAll(browser);
} finally {
  await browser.close();
  await simulator.stop();
}
process.exit(0);

function options(): { out: string; scheme: 'light' | 'dark'; width: number } {
  const { values } = parseArgs({
    options: { out: { type: 'string' }, scheme: { type: 'string' }, width: { type: 'string' } },
  });
  return {
    out: values.out ?? DOCS,
    scheme: values.scheme === 'dark' ? 'dark' : 'light',
    width: Number(values.width ?? 1280),
  };
}

/** First what a new user sees, then every page with something on it. */
async function takeAll(opened: Browser): Promise<void> {
  await take(await opened.openOwn('welcome.html'), 'welcome');
  const popup = await opened.openOwn('popup.html');
  await take(popup, 'popup-not-connected');
  const { options: connected } = await connect(opened);
  await take(await opened.openOwn('welcome.html#step-sync'), 'welcome-connected');
  await syncOneCompany(opened);
  for (const { name, place, until } of PAGES) {
    const page = connected.page;
    await page.goto(`${page.url().split('#')[0]}#${place}`);
    await page.reload();
    await page.getByRole('heading', { level: 1, name: until }).waitFor();
    await take(page, name);
  }
  await popup.reload();
  await take(popup, 'popup');
}

/** One company's screen in ConnectWise, synced: so that there are runs, usage and a link to show. */
async function syncOneCompany(opened: Browser): Promise<void> {
  const page = await opened.context.newPage();
  await page.goto(new URL(companyUrl(SEED.companies.eddiesTvRepair, 'management'), `https://${HOSTS.web}`).href);
  const panel = new Panel(page);
  await panel.open();
  await take(page, 'company-panel');
  await panel.syncNow();
  await page.close();
}

/** Once nothing is read any more; from top to bottom. */
async function take(page: Page, name: string): Promise<void> {
  // Sections that are not shown have read nothing yet.
  await page.waitForFunction(
    () => ![...document.querySelectorAll('.bb-skeleton')].some((skeleton) => skeleton.checkVisibility()),
  );
  await page.waitForLoadState('networkidle');
  // As high as the page: what sticks to the edge of the window would lie in the middle of a longer picture.
  const high = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewportSize({ width, height: Math.max(HEIGHT, high) });
  await page.screenshot({ path: join(out, `${name}.png`), fullPage: true, animations: 'disabled' });
  await page.setViewportSize({ width, height: HEIGHT });
  console.log(`· ${name}`);
}
