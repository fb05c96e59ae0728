import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Bidi } from './bidi.ts';
import { firefoxUnderPolicy } from './firefox-policy.ts';

const EXTENSION = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..', '.output', 'firefox-mv3');
export const GECKO_ID = 'backup-bridge@backup-bridge.example';
/** Fixed by a preference, so that our own pages have a known address. */
const HOST_UUID = '0b5cad00-0000-4000-8000-000000000342';
export const FIREFOX_ORIGIN = `moz-extension://${HOST_UUID}`;

export interface FirefoxOptions {
  /** Port of the simulator on 127.0.0.1. */
  port: number;
  /** Names that lead there; Firefox takes no wildcards here. */
  hosts: readonly string[];
  /** What an administrator laid down for the extension; absent: nothing. */
  policy?: object;
  headless?: boolean;
}

/** A Firefox with the built extension, and the one BiDi session that it grants. */
export interface FirefoxProcess {
  bidi: Bidi;
  /** What Firefox answered to `session.new`. */
  session: Record<string, unknown>;
  pid: number;
  /** A folder that goes with the browser. */
  profile: string;
  /** Installs the extension from a folder, over the one that is there; default: the built one. */
  install(folder?: string): Promise<void>;
  close(): Promise<void>;
}

/** Starts Firefox with the built extension (docs/reference/browsers.md#starting-firefox). */
export async function startFirefox(options: FirefoxOptions): Promise<FirefoxProcess> {
  const profile = mkdtempSync(join(tmpdir(), 'backup-bridge-firefox-'));
  writeFileSync(join(profile, 'user.js'), preferences(options));
  const installed = process.env.FIREFOX_PATH ?? '/usr/bin/firefox-esr';
  const program = options.policy ? firefoxUnderPolicy(installed, profile, { [GECKO_ID]: options.policy }) : installed;
  const args = [
    ...(options.headless === false ? [] : ['--headless']),
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
  const session = await bidi.send('session.new', {
    capabilities: { alwaysMatch: { acceptInsecureCerts: true, unhandledPromptBehavior: { default: 'ignore' } } },
  });
  const install = async (path = EXTENSION): Promise<void> => {
    await bidi.send('webExtension.install', { extensionData: { type: 'path', path } });
  };
  await install();
  // Where a policy connects, no first run is opened.
  if (!options.policy) await closeFirstRun(bidi);
  return {
    bidi,
    session,
    pid: child.pid ?? 0,
    profile,
    install,
    async close() {
      await bidi.send('browser.close').catch(() => {});
      bidi.close();
      child.kill('SIGKILL');
      rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    },
  };
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
    // Else each new window brings a page of its own along.
    'browser.newtab.preload': false,
    // Each more costs its start, and few pages are open at a time.
    'dom.ipc.processCount': 1,
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
    const { contexts } = await bidi.send<{ contexts: { context: string; url: string }[] }>(
      'browsingContext.getTree',
      {},
    );
    const opened = contexts.find(({ url }) => url === `${FIREFOX_ORIGIN}/welcome.html`);
    if (opened) {
      await bidi.send('browsingContext.close', { context: opened.context });
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error('The installation opened no first run.');
}
