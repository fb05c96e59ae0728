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
    allowHosts: (origins) => runInFirefox(bidi, ALLOW_HOSTS, { id: GECKO_ID, origins }),
    stopWorker: () => runInFirefox(bidi, STOP_WORKER, GECKO_ID),
    async passInWorker(milliseconds) {
      // No driver reaches the worker; a page of ours reaches its window. The page stays, for the clock is a function of it from now on.
      const tab = bidi.send('browsingContext.create', { type: 'tab', background: true });
      const [own] = await Promise.all([context.waitForEvent('page'), tab]);
      await own.goto(`${FIREFOX_ORIGIN}/third-party-licenses.txt`);
      await own.evaluate(passInBackground, milliseconds);
    },
    async reloadExtension() {
      await running.install();
      await relay.reportClosed();
    },
    async disableExtension() {
      await runInFirefox(bidi, DISABLE, GECKO_ID);
      await relay.reportClosed();
    },
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

/** Runs in a page of the extension. */
async function passInBackground(passed: number): Promise<void> {
  const { chrome } = globalThis as unknown as {
    chrome: { runtime: { getBackgroundPage(): Promise<{ Date: DateConstructor }> } };
  };
  const { Date: clock } = await chrome.runtime.getBackgroundPage();
  const before = clock.now.bind(clock);
  clock.now = () => before() + passed;
}

const ALLOW_HOSTS = `({ id, origins }) => {
  const { ExtensionPermissions } = ChromeUtils.importESModule('resource://gre/modules/ExtensionPermissions.sys.mjs');
  return ExtensionPermissions.add(id, { permissions: [], origins }, WebExtensionPolicy.getByID(id).extension);
}`;

const STOP_WORKER = `(id) => WebExtensionPolicy.getByID(id).extension.terminateBackground({ ignoreDevToolsAttached: true })`;

const DISABLE = `async (id) => {
  const { AddonManager } = ChromeUtils.importESModule('resource://gre/modules/AddonManager.sys.mjs');
  await (await AddonManager.getAddonByID(id)).disable();
}`;
