import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { LAYER } from '../../../lib/content/layer-host.ts';
import { Bidi } from './bidi.ts';
import { firefoxUnderPolicy, restartUnderPolicies } from './firefox-policy.ts';
import { launchWatcher } from './watch-launches.ts';

const EXTENSION = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..', '.output', 'firefox-mv3');
const GECKO_ID = 'backup-bridge@backup-bridge.example';
/** Longer than what the panel asks for (components/panel/clearly-visible.ts). */
const LOOK_MS = 900;
/** Fixed by a preference, so that our own pages have a known address. */
const HOST_UUID = '0b5cad00-0000-4000-8000-000000000342';

export interface FirefoxOptions {
  /** Port of the simulator on 127.0.0.1. */
  port: number;
  /** Names that lead there; Firefox takes no wildcards here. */
  hosts: readonly string[];
  /** What an administrator laid down for the extension; absent: nothing. */
  policy?: object;
}

/**
 * A tab, or a frame of it. Scripts run in the page's own world and see its DOM. The driver gives them our layer's closed root too, as
 * if it were open; the page has no way in.
 */
export interface FirefoxPage {
  /** Runs a function declaration given as text with JSON arguments; `click: true` lends it a user's activation. */
  run<T>(functionDeclaration: string, args?: readonly unknown[], options?: { click?: boolean }): Promise<T>;
  /** Runs until the answer is not null, undefined or false; ends in an error that shows the last answer. */
  until<T>(functionDeclaration: string, args?: readonly unknown[], timeout?: number): Promise<T>;
  /** Presses and releases the mouse at a point of the viewport, as a user does: the events are trusted. */
  press(x: number, y: number): Promise<void>;
  /** The frame whose address holds this text, as soon as there is one. */
  frame(address: string): Promise<FirefoxPage>;
  /** PNG, base64. */
  screenshot(): Promise<string>;
}

export interface Firefox {
  /** All tabs opened so far. */
  readonly pages: readonly FirefoxPage[];
  /** `seesLayer: false`: scripts see of our layer what the page's own see. */
  open(url: string, options?: { seesLayer: boolean }): Promise<FirefoxPage>;
  openOwn(page: string): Promise<FirefoxPage>;
  /** Puts another policy in force and starts the extension again; its pages are closed by that. */
  restartUnder(policy: object): Promise<void>;
  /** Removes the extension, as a user does; open pages stay. */
  uninstall(): Promise<void>;
  close(): Promise<void>;
}

/** Starts Firefox with the built extension (docs/reference/browsers.md#starting-firefox). */
export async function launchFirefox(options: FirefoxOptions): Promise<Firefox> {
  const profile = mkdtempSync(join(tmpdir(), 'backup-bridge-firefox-'));
  writeFileSync(join(profile, 'user.js'), preferences(options));
  const installed = process.env.FIREFOX_PATH ?? '/usr/bin/firefox-esr';
  const program = options.policy ? firefoxUnderPolicy(installed, profile, { [GECKO_ID]: options.policy }) : installed;
  const args = [
    '--headless',
    '--no-remote',
    '--profile',
    profile,
    '--remote-debugging-port',
    '0',
    '--remote-allow-system-access',
    'about:blank',
  ];
  const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, HOME: profile } });
  const bidi = await Bidi.connect(`${await addressOf(child)}/session`);
  await bidi.send('session.new', { capabilities: { alwaysMatch: { acceptInsecureCerts: true } } });
  const { extension } = await bidi.send<{ extension: string }>('webExtension.install', {
    extensionData: { type: 'path', path: EXTENSION },
  });
  // Where a policy connects, no first run is opened.
  if (!options.policy) await closeFirstRun(bidi);
  const pages: FirefoxPage[] = [];
  const open = async (url: string, wait: 'complete' | 'none', seesLayer = true) => {
    const page = await openTab(bidi, url, wait, seesLayer);
    pages.push(page);
    return page;
  };
  const firefox: Firefox = {
    pages,
    open: (url, { seesLayer } = { seesLayer: true }) => open(url, 'complete', seesLayer),
    // The load event of moz-extension pages never reaches BiDi: navigate and look for yourself.
    openOwn: (page) => open(`moz-extension://${HOST_UUID}/${page}`, 'none'),
    restartUnder: (policy) => restartUnderPolicies(bidi, { [GECKO_ID]: policy }),
    uninstall: () => bidi.send('webExtension.uninstall', { extension }),
    async close() {
      await launchWatcher()?.closingFirefox(firefox);
      await bidi.send('browser.close').catch(() => {});
      bidi.close();
      child.kill('SIGKILL');
      rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    },
  };
  return firefox;
}

function preferences({ port, hosts }: FirefoxOptions): string {
  const wanted: Record<string, unknown> = {
    'network.dns.localDomains': hosts.join(','),
    'network.socket.forcePort': `443=${port}`,
    'extensions.webextensions.uuids': JSON.stringify({ [GECKO_ID]: HOST_UUID }),
    // The prompt for an optional host is answered as a click on "Allow" would.
    'extensions.webextOptionalPermissionPrompts': false,
    'datareporting.policy.dataSubmissionEnabled': false,
    'browser.shell.checkDefaultBrowser': false,
  };
  return Object.entries(wanted)
    .map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});`)
    .join('\n');
}

async function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let heard = '';
    child.stderr?.on('data', (data) => {
      heard += String(data);
      const address = /WebDriver BiDi listening on (ws:\/\/\S+)/.exec(heard)?.[1];
      if (address) resolve(address);
    });
    child.once('error', reject);
    child.once('exit', () => reject(new Error(`Firefox ended at once: ${heard.slice(-500)}`)));
  });
}

/** The installation opens the first run in front of everything: a page behind it is hidden, and what is hidden is not looked at. */
async function closeFirstRun(bidi: Bidi): Promise<void> {
  for (let tries = 0; tries < 300; tries += 1) {
    const { contexts } = await bidi.send<{ contexts: ContextInfo[] }>('browsingContext.getTree', {});
    const opened = contexts.find(({ url }) => url === `moz-extension://${HOST_UUID}/welcome.html`);
    if (opened) {
      await bidi.send('browsingContext.close', { context: opened.context });
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error('The installation opened no first run.');
}

async function openTab(bidi: Bidi, url: string, wait: 'complete' | 'none', seesLayer: boolean): Promise<FirefoxPage> {
  const { context } = await bidi.send<{ context: string }>('browsingContext.create', { type: 'tab' });
  await bidi.send('browsingContext.navigate', { context, url, wait });
  return pageOf(bidi, context, context, seesLayer);
}

/** Gives the page's own world the layer's root, where there is a layer. */
async function openLayer(bidi: Bidi, context: string): Promise<void> {
  const call = { target: { context }, awaitPromise: false };
  const { result } = await bidi.send<{ result?: SerializedNode }>('script.callFunction', {
    ...call,
    functionDeclaration: `() => document.querySelector('${LAYER}')`,
    serializationOptions: { includeShadowTree: 'all', maxDomDepth: 1 },
  });
  const root = result?.value?.shadowRoot?.sharedId;
  if (result?.sharedId === undefined || root === undefined) return;
  await bidi.send('script.callFunction', {
    ...call,
    functionDeclaration: `(host, root) => {
      Object.defineProperty(host, 'shadowRoot', { value: root, configurable: true });
    }`,
    arguments: [{ sharedId: result.sharedId }, { sharedId: root }],
  });
}

interface SerializedNode {
  sharedId?: string;
  value?: { shadowRoot?: { sharedId?: string } | null };
}

interface ContextInfo {
  context: string;
  url: string;
  children?: ContextInfo[] | null;
}

function pageOf(bidi: Bidi, tab: string, context: string, seesLayer: boolean): FirefoxPage {
  const run = async <T>(
    functionDeclaration: string,
    args: readonly unknown[] = [],
    { click = false } = {},
  ): Promise<T> => {
    if (seesLayer) await openLayer(bidi, context);
    // Values cross as JSON text: BiDi's own value format says the same at ten times the length.
    const answer = await bidi.send<{ type: string; result?: { value?: string }; exceptionDetails?: { text: string } }>(
      'script.callFunction',
      {
        functionDeclaration: `async (text) => JSON.stringify((await (${functionDeclaration})(...JSON.parse(text))) ?? null)`,
        arguments: [{ type: 'string', value: JSON.stringify(args) }],
        target: { context },
        awaitPromise: true,
        userActivation: click,
      },
    );
    if (answer.type === 'exception') throw new Error(answer.exceptionDetails?.text ?? 'The script threw.');
    return JSON.parse(answer.result?.value ?? 'null') as T;
  };
  return {
    run,
    async until<T>(functionDeclaration: string, args: readonly unknown[] = [], timeout = 75_000): Promise<T> {
      const end = Date.now() + timeout;
      let last: T | null | false = null;
      let lastError = '';
      while (Date.now() < end) {
        try {
          last = await run<T | null | false>(functionDeclaration, args);
          if (last !== null && last !== false) return last;
        } catch (error) {
          lastError = error instanceof Error ? error.message : String(error);
        }
        await new Promise((resolve) => setTimeout(resolve, 150));
      }
      throw new Error(
        `Waited ${timeout} ms for ${JSON.stringify(args)} in ${functionDeclaration.slice(0, 200)}; last: ${JSON.stringify(last)} ${lastError}`,
      );
    },
    async press(x, y) {
      // Input goes to the tab in front.
      await bidi.send('browsingContext.activate', { context: tab });
      const actions = [
        { type: 'pointerMove', x, y },
        // In our panel a user looks before they click: what has only just appeared is not acted on.
        ...(context === tab ? [] : [{ type: 'pause', duration: LOOK_MS }]),
        { type: 'pointerDown', button: 0 },
        { type: 'pointerUp', button: 0 },
      ];
      await bidi.send('input.performActions', { context, actions: [{ type: 'pointer', id: 'mouse', actions }] });
    },
    async frame(address) {
      const end = Date.now() + 75_000;
      for (;;) {
        const { contexts } = await bidi.send<{ contexts: ContextInfo[] }>('browsingContext.getTree', { root: tab });
        const found = contexts.flatMap(({ children }) => children ?? []).find(({ url }) => url.includes(address));
        if (found) return pageOf(bidi, tab, found.context, seesLayer);
        if (Date.now() > end) throw new Error(`No frame at ${address} in ${JSON.stringify(contexts)}`);
        await new Promise((resolve) => setTimeout(resolve, 200));
      }
    },
    async screenshot() {
      return (await bidi.send<{ data: string }>('browsingContext.captureScreenshot', { context: tab })).data;
    },
  };
}
