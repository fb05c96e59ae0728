import { test as base, expect, type Page, type TestInfo } from '@playwright/test';
import { HOSTS } from '../../simulator/hosts.ts';
import { companyUrl } from '../../simulator/pages/address.ts';
import type { CompanyTab } from '../../simulator/pages/client/places.js';
import { type Simulator, type SimulatorOptions, startSimulator } from '../../simulator/server.ts';
import type { Browser, BrowserName } from '../../support/browser/browser.ts';
import { watchLaunches } from '../../support/browser/watch-launches.ts';
import { OptionsPage } from '../../support/page-objects/options-page.ts';
import { Panel } from '../../support/page-objects/panel.ts';
import { openShared, type SharedBrowser } from '../../support/shared/shared-browser.ts';
import { connectByMessages } from '../../support/story/connect-by-messages.ts';
import { EFS_PORTAL_KEYS, launchBeside } from '../../support/story/connected-browser.ts';
import { SecretWatch } from './secrets/secret-watch.ts';

interface Fixtures {
  /** How this test's simulator starts: `test.use({ simulatorOptions: { variant: 'clean' } })`. */
  simulatorOptions: SimulatorOptions;
  /** A simulated ConnectWise and both portals, for this test alone. */
  simulator: Simulator;
  /** The project's browser with the built extension beside the simulator; nothing is connected yet. Chromium, but for the specs of runs-in-firefox.ts. */
  chromium: Browser;
  portalKeys: typeof EFS_PORTAL_KEYS;
  /**
   * A connected browser beside a simulator in which everything is right, started once for many tests: for those that neither change
   * connections nor need a world of their own. Every test finds it as new; what it changes in tables and settings is put back.
   */
  shared: SharedBrowser;
  /** The options page of a browser in which both ends are connected. */
  options: OptionsPage;
  /** Runs with every test: fails it where a key of the tests is seen where no key may be. */
  noSecretShown: SecretWatch;
}

interface WorkerFixtures {
  /** In which browser the project's tests run. */
  driven: BrowserName;
  /** The shared browser of this Playwright worker; tests take `shared`. */
  sharedBrowser: SharedBrowser;
  secretWatch: SecretWatch;
}

export const test = base.extend<Fixtures, WorkerFixtures>({
  driven: ['chromium', { option: true, scope: 'worker' }],
  secretWatch: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names.
    async ({}, use) => {
      const watch = new SecretWatch();
      watchLaunches(watch);
      await use(watch);
      watch.begin();
      console.log(watch.summary());
      watchLaunches(undefined);
      watch.stop();
    },
    { scope: 'worker', auto: true },
  ],
  noSecretShown: [
    async ({ secretWatch }, use, info) => {
      secretWatch.begin();
      await use(secretWatch);
      await secretWatch.end();
      const { texts, characters, found } = secretWatch;
      info.annotations.push({ type: 'searched for keys', description: `${texts} texts, ${characters} characters` });
      expect([...found], 'Keys are shown where no key may be').toEqual([]);
    },
    { auto: true },
  ],
  sharedBrowser: [
    async ({ headless, driven }, use) => {
      const shared = await openShared({ headless, browserName: driven });
      await use(shared);
      await shared.close();
    },
    { scope: 'worker', timeout: 300_000 },
  ],
  shared: async ({ sharedBrowser }, use, info) => {
    await sharedBrowser.restore();
    await use(sharedBrowser);
    if (info.status !== info.expectedStatus) await keepScreens(sharedBrowser.browser.context.pages(), info);
  },
  simulatorOptions: [{}, { option: true }],
  portalKeys: [EFS_PORTAL_KEYS, { option: true }],
  simulator: async ({ simulatorOptions }, use) => {
    const simulator = await startSimulator(simulatorOptions);
    await use(simulator);
    await simulator.stop();
  },
  chromium: async ({ simulator, driven }, use, info) => {
    const granted = ['https://cw.unreachable.example/*'];
    const browser = await launchBeside(simulator, { granted, browserName: driven });
    browser.context.setDefaultTimeout(75_000);
    await use(browser);
    if (info.status !== info.expectedStatus) await keepScreens(browser.context.pages(), info);
    await browser.close();
  },
  options: async ({ chromium, portalKeys }, use) => {
    await connectByMessages(chromium, portalKeys);
    await use(new OptionsPage(await chromium.openOwn('options.html')));
  },
});

export { expect };

/** Of a test that `npm test` leaves out and `npm test -- --all` runs: another test of its spec goes the same way (see playwright.config.ts). */
export const EXHAUSTIVE = { tag: '@all' };

/** The public address of a page of the simulated web client. */
export function address(path: string): string {
  return new URL(path, `https://${HOSTS.web}`).href;
}

/** Opens a company in a new tab; the panel may still be reading. */
export async function openCompany(
  browser: Browser,
  companyId: number,
  tab: CompanyTab = 'company',
): Promise<{ page: Page; panel: Panel }> {
  const page = await browser.context.newPage();
  await page.goto(address(companyUrl(companyId, tab)));
  return { page, panel: new Panel(page) };
}

/** Opens the event log or the journal in a tab of its own, in its present state. */
export async function openSection(browser: Browser, section: 'event-log' | 'journal'): Promise<Page> {
  const page = await browser.openOwn(`options.html#${section}`);
  await page.getByRole('heading', { level: 1, name: section === 'journal' ? 'Journal & undo' : 'Event log' }).waitFor();
  return page;
}

/** Lets the worker poll the portal now, by the popup's button, and waits until it has drained what was found. */
export async function pollPortalNow(browser: Browser): Promise<void> {
  const popup = await browser.openOwn('popup.html');
  const ask = popup.getByRole('button', { name: 'Check now' });
  await ask.click();
  await expect(ask).toBeEnabled({ timeout: 150_000 });
  await popup.close();
}

/** What stood on the screens when a test failed: pictures, and our layer's markup. */
async function keepScreens(pages: readonly Page[], info: TestInfo): Promise<void> {
  for (const [index, page] of pages.entries()) {
    const path = info.outputPath(`page-${index}.png`);
    const taken = await page.screenshot({ path, timeout: 25_000 }).catch(() => null);
    if (taken) await info.attach(`page-${index}`, { path, contentType: 'image/png' });
    const layer = await page
      .evaluate(() => document.querySelector('div[data-backup-bridge]')?.shadowRoot?.innerHTML ?? '')
      .catch(() => '');
    if (layer) await info.attach(`layer-${index}`, { body: layer, contentType: 'text/html' });
  }
}
