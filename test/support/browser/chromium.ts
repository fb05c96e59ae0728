import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import type { Browser } from './browser.ts';
import { openClosedRoots } from './closed-roots.ts';
import { launchWatcher } from './watch-launches.ts';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..');
/** The built extension: the very files that `npm run zip` packs. */
export const EXTENSION = join(ROOT, '.output', 'chrome-mv3');

export interface LaunchOptions {
  /** Value of `--host-resolver-rules`: the simulator's hosts lead to it, every other host is unreachable. */
  hostResolverRules: string;
  /** Origins granted beforehand as a click on "Allow" would: a headless browser cannot show the prompt. */
  granted: readonly string[];
  headless?: boolean;
  colorScheme?: 'light' | 'dark';
  locale?: string;
  viewport?: { width: number; height: number } | null;
  /** Whether tests see into the layer's closed root; default: they do. */
  seesLayer?: boolean;
  /** Of the browser's process, for times in pages and in the worker alike; default: the machine's. */
  timeZone?: string;
  /** Folder of the extension; default: the one that was built. One of another path has another id. */
  extension?: string;
}

/** Starts Chromium with the built extension, connected to nothing yet. */
export async function launchChromium(options: LaunchOptions): Promise<Browser> {
  if (!existsSync(join(EXTENSION, 'manifest.json')))
    throw new Error('The extension is not built. Run npm run build first.');
  if (options.extension === undefined) prepared ??= prepareProfile(options);
  const { folder, extensionId } = await (options.extension === undefined && prepared
    ? prepared
    : prepareProfile(options));
  const profile = newFolder();
  cpSync(folder, profile, { recursive: true, filter: isWorthCopying });
  grant(profile, extensionId, options.granted);
  withoutPopupPages(profile);
  const context = await open(profile, options);
  await idOf(context);
  context.on('page', closeWelcome);
  if (options.seesLayer !== false) await openClosedRoots(context);
  const origin = `chrome-extension://${extensionId}`;
  const openOwn = async (page: string): Promise<Page> => {
    const opened = await context.newPage();
    await opened.goto(`${origin}/${page}`);
    return opened;
  };
  const browser: Browser = {
    name: 'chromium',
    context,
    extensionId,
    origin,
    openOwn,
    async allowHosts(origins) {
      const missing = origins.filter((origin) => !options.granted.includes(origin));
      if (missing.length > 0) throw new Error(`Chromium grants at its start only, not ${missing.join(', ')}.`);
    },
    async stopWorker() {
      const page = context.pages()[0] ?? (await context.newPage());
      const session = await context.newCDPSession(page);
      await session.send('ServiceWorker.enable');
      await session.send('ServiceWorker.stopAllWorkers');
      await session.detach();
    },
    async passInWorker(milliseconds) {
      const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker'));
      await worker.evaluate((passed) => {
        const before = Date.now.bind(Date);
        Date.now = () => before() + passed;
      }, milliseconds);
    },
    async reloadExtension() {
      const own = await openOwn('third-party-licenses.txt');
      // The answer never comes: the page goes with the extension.
      await own.evaluate('chrome.runtime.reload()').catch(() => {});
    },
    async disableExtension() {
      const settings = await context.newPage();
      await settings.goto('chrome://extensions');
      await settings.evaluate(disable, extensionId);
    },
    async close() {
      await launchWatcher()?.closing(browser);
      await context.close().catch(() => {});
      rmSync(profile, { recursive: true, force: true, maxRetries: 3 });
    },
  };
  await launchWatcher()?.opened(browser);
  return browser;
}

/** Installs the extension into a new profile, and returns the page of it that opens by itself, e.g. `welcome.html`. */
export async function pageAfterInstallation(options: LaunchOptions): Promise<string> {
  const profile = newFolder();
  const context = await open(profile, options);
  const isOwn = (page: Page) => page.url().startsWith('chrome-extension://');
  const opened =
    context.pages().find(isOwn) ?? (await context.waitForEvent('page', { predicate: isOwn, timeout: 75_000 }));
  const { pathname } = new URL(opened.url());
  await context.close();
  rmSync(profile, { recursive: true, force: true, maxRetries: 3 });
  return pathname.slice(1);
}

/**
 * Closes the welcome page that opens by itself after an installation, which every start of a new profile is. Behind it Chromium draws the
 * tab that a test drives once a second, and Playwright waits for two frames before every click. A page of a test's own is still empty
 * when it is reported.
 */
function closeWelcome(page: Page): void {
  if (page.url().endsWith('/welcome.html')) void page.close().catch(() => undefined);
}

/** A profile that has met the extension once; every launch of this process starts from a copy of it. */
let prepared: Promise<{ folder: string; extensionId: string }> | undefined;

/** The first start shows the extension's id, by which the grant is written, and makes what every new profile has. */
async function prepareProfile(options: LaunchOptions): Promise<{ folder: string; extensionId: string }> {
  const folder = newFolder();
  process.on('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
  const context = await open(folder, { ...options, headless: true });
  const extensionId = await idOf(context);
  await context.close();
  return { folder, extensionId };
}

function newFolder(): string {
  return mkdtempSync(join(tmpdir(), 'backup-bridge-'));
}

/**
 * Caches of pages and pictures are made again, and a lock names the process that had the original. The service worker's own cache must
 * come along: it holds the script that its registration names.
 */
function isWorthCopying(path: string): boolean {
  return !/[/\\](Singleton\w+|Cache|Code Cache|GPUCache|\w*ShaderCache|Dawn\w*Cache|BrowserMetrics|Crashpad)$/.test(
    path,
  );
}

function open(profile: string, options: LaunchOptions): Promise<BrowserContext> {
  const extension = options.extension ?? EXTENSION;
  return chromium.launchPersistentContext(profile, {
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    headless: options.headless ?? true,
    locale: options.locale ?? 'en-US',
    colorScheme: options.colorScheme ?? 'light',
    ...(options.timeZone === undefined ? {} : { env: { ...process.env, TZ: options.timeZone } }),
    viewport: options.viewport === undefined ? { width: 1440, height: 900 } : options.viewport,
    args: [
      `--disable-extensions-except=${extension}`,
      `--load-extension=${extension}`,
      `--host-resolver-rules=${options.hostResolverRules}`,
      '--ignore-certificate-errors',
      '--no-first-run',
      '--window-size=1440,960',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ],
  });
}

async function idOf(context: BrowserContext): Promise<string> {
  const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker', { timeout: 75_000 }));
  return new URL(worker.url()).host;
}

/**
 * Writes the grant where Chromium keeps it: the same state that "Allow" in the prompt leads to
 * (docs/reference/browsers.md#starting-chromium).
 */
function grant(profile: string, extensionId: string, origins: readonly string[]): void {
  const file = join(profile, 'Default', 'Preferences');
  const preferences = JSON.parse(readFileSync(file, 'utf8'));
  const settings = preferences.extensions?.settings?.[extensionId];
  if (!settings) throw new Error('Chromium keeps no settings of the extension in Preferences.');
  for (const list of ['granted_permissions', 'active_permissions']) {
    const before = settings[list] ?? {};
    settings[list] = { ...before, explicit_host: [...new Set([...(before.explicit_host ?? []), ...origins])] };
  }
  writeFileSync(file, JSON.stringify(preferences));
}

/** Pages that Chromium loads at each start for its address bar, which no test uses: a second of a core. By chrome://flags, 2 is off. */
const POPUP_PAGES = ['webui-omnibox-popup@2', 'webui-omnibox-aim-popup@2'];

function withoutPopupPages(profile: string): void {
  const file = join(profile, 'Local State');
  const state = JSON.parse(readFileSync(file, 'utf8'));
  writeFileSync(
    file,
    JSON.stringify({ ...state, browser: { ...state.browser, enabled_labs_experiments: POPUP_PAGES } }),
  );
}

/** Runs in the browser's own page of extensions. */
function disable(id: string): Promise<void> {
  const { chrome } = globalThis as unknown as {
    chrome: { management: { setEnabled(id: string, on: boolean): Promise<void> } };
  };
  return chrome.management.setEnabled(id, false);
}
