import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { firefox, type Page } from 'playwright-core';
import type { Browser } from './browser.ts';
import { openLayer, pageOfLayer, reportLayers } from './firefox-layer.ts';
import { FIREFOX_ORIGIN, type FirefoxOptions, GECKO_ID, startFirefox } from './firefox-process.ts';
import { relayToPlaywright } from './firefox-relay.ts';
import { runInFirefox } from './firefox-window.ts';
import { launchWatcher } from './watch-launches.ts';

/** The world in which Playwright finds elements. */
const PLAYWRIGHT_WORLD = '__playwright_utility_world__';

/** Starts Firefox with the built extension, driven by Playwright: for the same specs and page objects as Chromium. */
export async function launchDrivenFirefox(options: FirefoxOptions): Promise<Browser> {
  const running = await startFirefox(options);
  const { bidi } = running;
  await reportLayers(bidi);
  const relay = await relayToPlaywright(running, (event) => {
    const page = pageOfLayer(event);
    if (page === undefined) return;
    // A page that was left by then has no layer to open.
    for (const world of [undefined, PLAYWRIGHT_WORLD]) void openLayer(bidi, page, world).catch(() => undefined);
  });
  // Playwright writes a profile before it starts a browser; nobody reads this one.
  const unread = mkdtempSync(join(tmpdir(), 'backup-bridge-playwright-'));
  const context = await firefox.launchPersistentContext(unread, {
    channel: 'moz-firefox',
    executablePath: relay.program,
    viewport: { width: 1440, height: 900 },
    ignoreHTTPSErrors: true,
  });
  const browser: Browser = {
    name: 'firefox',
    context,
    extensionId: new URL(FIREFOX_ORIGIN).host,
    origin: FIREFOX_ORIGIN,
    async openOwn(path): Promise<Page> {
      const opened = await context.newPage();
      await opened.goto(`${FIREFOX_ORIGIN}/${path}`);
      return opened;
    },
    stopWorker: () => runInFirefox(bidi, STOP_WORKER, GECKO_ID),
    passInWorker: () => Promise.reject(new Error('No driver reaches the clock of the worker in Firefox.')),
    reloadExtension: () => running.install(),
    disableExtension: () => runInFirefox(bidi, DISABLE, GECKO_ID),
    async close() {
      await launchWatcher()?.closing(browser);
      // Firefox may take long to end by itself: it is not waited for.
      await Promise.all([running.close(), context.close().catch(() => {})]);
      relay.close();
      rmSync(unread, { recursive: true, force: true, maxRetries: 3 });
    },
  };
  await launchWatcher()?.opened(browser);
  return browser;
}

const STOP_WORKER = `(id) => WebExtensionPolicy.getByID(id).extension.terminateBackground({ ignoreDevToolsAttached: true })`;

const DISABLE = `async (id) => {
  const { AddonManager } = ChromeUtils.importESModule('resource://gre/modules/AddonManager.sys.mjs');
  await (await AddonManager.getAddonByID(id)).disable();
}`;
