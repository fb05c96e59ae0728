import { readFile } from 'node:fs/promises';
import type { Download, Page } from '@playwright/test';
import { type SentRequest, watchRequests } from '../../../simulator/watch-requests.ts';
import type { Browser } from '../../../support/browser/browser.ts';
import type { Firefox } from '../../../support/browser/firefox.ts';
import type { LaunchWatcher } from '../../../support/browser/watch-launches.ts';
import { type Searched, searchPage, searchStores, watchMessages } from './in-page.ts';
import { FORMS, keysIn, mayReceive } from './markers.ts';

const REPORTED = 'SECRET IN MESSAGE';

/** Looks for the tests' keys wherever a key must not be, in every browser that a test starts. */
export class SecretWatch implements LaunchWatcher {
  texts = 0;
  characters = 0;
  /** Places and names of keys; never a key. */
  readonly found = new Set<string>();
  // The first `begin` counts no test.
  readonly #total = { tests: -1, texts: 0, characters: 0 };
  readonly #open = new Map<Browser, Download[]>();
  readonly #stop = watchRequests((request) => this.#lookAtRequest(request));

  async opened(browser: Browser): Promise<void> {
    const { context } = browser;
    const downloads: Download[] = [];
    this.#open.set(browser, downloads);
    const watchPage = (page: Page) => page.on('download', (download) => downloads.push(download));
    for (const page of context.pages()) watchPage(page);
    context.on('page', watchPage);
    context.on('console', (message) => this.#lookAtLine('console of a page', message.text()));
    context.on('weberror', (error) => this.#lookAtLine('error of a page', String(error.error())));
    context.on('serviceworker', (worker) =>
      worker.on('console', (message) => this.#lookAtLine('console of the worker', message.text())),
    );
    for (const worker of context.serviceWorkers())
      worker.on('console', (message) => this.#lookAtLine('console of the worker', message.text()));
    await context.addInitScript(watchMessages, FORMS);
  }

  async closing(browser: Browser): Promise<void> {
    await this.#lookAt(browser);
    this.#open.delete(browser);
  }

  async closingFirefox({ pages }: Firefox): Promise<void> {
    for (const page of pages) {
      const args = [FORMS];
      // A page that a test closed has nothing any more.
      this.#add(await page.run<Searched>(String(searchPage), args).catch(() => undefined));
      const isOwn = await page.run<boolean>(`() => location.protocol === 'moz-extension:'`).catch(() => false);
      if (isOwn) this.#add(await page.run<Searched>(String(searchStores), args));
    }
  }

  /** Looks at the browsers that stay open after the test; once per test. */
  async end(): Promise<void> {
    for (const browser of this.#open.keys()) await this.#lookAt(browser);
  }

  /** What all tests of this process came to. */
  summary(): string {
    const { tests, texts, characters } = this.#total;
    const millions = (characters / 1_000_000).toFixed(1);
    return `Keys looked for in ${texts} texts (${millions} million characters) of ${tests} tests`;
  }

  /** Goes on with the next test: what was found is forgotten, open browsers are not. */
  begin(): void {
    this.#total.tests += 1;
    this.#total.texts += this.texts;
    this.#total.characters += this.characters;
    this.found.clear();
    this.texts = 0;
    this.characters = 0;
  }

  stop(): void {
    this.#stop();
  }

  async #lookAt(browser: Browser): Promise<void> {
    const pages = browser.context.pages();
    const frames = pages.flatMap((page) => page.frames());
    // A frame may go away while it is looked at; its page's stores do not.
    const searches = frames.map((frame) => frame.evaluate(searchPage, FORMS).catch(() => undefined));
    const all = [...searches, searchStoresOf(browser)];
    for (const searched of await Promise.all(all)) this.#add(searched);
    for (const download of this.#open.get(browser)?.splice(0) ?? []) {
      const path = await download.path().catch(() => undefined);
      if (path !== undefined) this.#look(`file ${download.suggestedFilename()}`, await readFile(path, 'utf8'));
    }
  }

  #lookAtLine(place: string, line: string): void {
    if (line.startsWith(REPORTED)) this.found.add(line);
    this.#look(place, line);
  }

  /** Keys go in headers, to their own hosts; in an address or a body they would be in logs of the other side. */
  #lookAtRequest({ method, url, headers, body }: SentRequest): void {
    const place = `${method} ${url.host}${url.pathname}`;
    this.#look(`address of ${place}`, decodeURIComponent(url.href.replace(/%(?![\dA-F]{2})/gi, '%25')));
    this.#look(`body of ${place}`, body);
    for (const [header, value] of Object.entries(headers)) {
      this.#count(value);
      for (const name of keysIn(value))
        if (!mayReceive(url.hostname, name)) this.found.add(`header ${header} of ${place}: ${name}`);
    }
  }

  #look(place: string, text: string): void {
    this.#count(text);
    for (const name of keysIn(text)) this.found.add(`${place}: ${name}`);
  }

  #count(text: string): void {
    this.texts += 1;
    this.characters += text.length;
  }

  #add(searched: Searched | undefined): void {
    if (!searched) return;
    this.texts += searched.texts;
    this.characters += searched.characters;
    for (const one of searched.found) this.found.add(one);
  }
}

/** A file without a script: a page of the extension that does nothing by itself. */
const QUIET = 'third-party-licenses.txt';

/** In a page of the extension that is open, else in one opened for it; undefined where the test took the extension away. */
async function searchStoresOf(browser: Browser): Promise<Searched | undefined> {
  const own = browser.context.pages().find((page) => /^(chrome|moz)-extension:/.test(page.url()));
  const searched = await own?.evaluate(searchStores, FORMS).catch(() => undefined);
  if (searched) return searched;
  const quiet = await browser.openOwn(QUIET).catch(() => undefined);
  const found = await quiet?.evaluate(searchStores, FORMS).catch(() => undefined);
  await quiet?.close();
  return found;
}
