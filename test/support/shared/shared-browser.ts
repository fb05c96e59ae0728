import type { Settings } from '../../../lib/domain/settings.ts';
import { TABLES, type TableName } from '../../simulator/connectwise/state.ts';
import type { Row } from '../../simulator/connectwise/table.ts';
import { type Simulator, type SimulatorOptions, startSimulator } from '../../simulator/server.ts';
import { ask } from '../browser/ask-worker.ts';
import type { Browser, BrowserName } from '../browser/browser.ts';
import { saveSettings } from '../save-settings.ts';
import { connectByMessages } from '../story/connect-by-messages.ts';
import { launchBeside } from '../story/connected-browser.ts';

const RESTORED = { identifier: 'restored' };

/** One connected browser beside one simulator in which everything is right, for many tests one after the other. */
export interface SharedBrowser {
  readonly simulator: Simulator;
  readonly browser: Browser;
  /** Puts ConnectWise's tables and the web client's behaviour back, empties the extension’s cache, forgets the panel’s choices, closes all pages. */
  restore(): Promise<void>;
  /** Keeps ConnectWise's tables as they are now; the answer puts them back so. */
  snapshot(): () => void;
  /** Lets the worker forget what it read of ConnectWise and the portal: the next question reads again. */
  forget(): Promise<void>;
  /** Asks the worker as a page of the extension's own; throws where it answers a failure. */
  ask<T>(name: string, input: object): Promise<T>;
  close(): Promise<void>;
}

export async function openShared({
  headless = true,
  browserName,
  simulatorOptions,
}: {
  headless?: boolean;
  /** Default: Chromium. */
  browserName?: BrowserName;
  simulatorOptions?: SimulatorOptions;
} = {}): Promise<SharedBrowser> {
  const simulator = await startSimulator({ variant: 'clean', ...simulatorOptions });
  const browser = await launchBeside(simulator, { headless, browserName });
  browser.context.setDefaultTimeout(75_000);
  // A file without a script: a page of the extension that sends nothing by itself, and keeps the browser open.
  const own = await browser.openOwn('third-party-licenses.txt');
  await connectByMessages(browser);
  const tables = takeTables(simulator);
  const webClient = { ...simulator.webClient };
  const settings = await ask<Settings>(own, 'settings.read', {});

  const shared: SharedBrowser = {
    simulator,
    browser,
    async restore() {
      const pages = browser.context.pages().filter((page) => page !== own);
      await Promise.all(pages.map((page) => page.close()));
      putTables(simulator, tables);
      simulator.faults.clear();
      for (const name of Object.keys(simulator.webClient)) Reflect.deleteProperty(simulator.webClient, name);
      Object.assign(simulator.webClient, webClient);
      await saveSettings(shared.ask, settings);
      await ask(own, 'page.remember', { panel: { open: {} } });
      await shared.forget();
    },
    snapshot() {
      const kept = takeTables(simulator);
      return () => putTables(simulator, kept);
    },
    forget: () => own.evaluate(clearCache),
    ask: (name, input) => ask(own, name, input),
    async close() {
      await browser.close();
      await simulator.stop();
    },
  };
  return shared;
}

/** Runs in a page of the extension: empties the one store that holds nothing but what was read. */
export async function clearCache(): Promise<void> {
  const done = <T>(request: IDBRequest<T>) =>
    new Promise<T>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  const database = await done(indexedDB.open('backup-bridge'));
  await done(database.transaction('cache', 'readwrite').objectStore('cache').clear());
  database.close();
}

function takeTables({ connectWise }: Simulator): Record<TableName, Row[]> {
  const entries = TABLES.map((name) => [name, structuredClone(connectWise.tables[name].all())]);
  return Object.fromEntries(entries);
}

function putTables({ connectWise }: Simulator, kept: Record<TableName, Row[]>): void {
  for (const name of TABLES) {
    const table = connectWise.tables[name];
    for (const { id } of [...table.all()]) table.remove(id);
    for (const row of kept[name]) table.insert(row, RESTORED);
  }
}
