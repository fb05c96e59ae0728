import type { BrowserContext, Page } from 'playwright-core';

/** A browser with the built extension, driven by Playwright. */
export interface Browser {
  readonly name: 'chromium' | 'firefox';
  context: BrowserContext;
  extensionId: string;
  /** Of the extension's own pages, e.g. `chrome-extension://abc`. */
  origin: string;
  /** Opens one of the extension's own pages, e.g. `options.html`. */
  openOwn(page: string): Promise<Page>;
  /** Grants hosts, e.g. `https://efs.example/*`, as a click on "Allow" would; in Chromium those of `LaunchOptions` are granted already. */
  allowHosts(origins: readonly string[]): Promise<void>;
  /** Stops the worker as the browser does when it is idle; the next message or alarm starts it again. */
  stopWorker(): Promise<void>;
  /** The running worker's clock is ahead by so many milliseconds from now on, until it stops. */
  passInWorker(milliseconds: number): Promise<void>;
  /** Loads the extension again from its folder, as an update does; the pages that it runs in stay. */
  reloadExtension(): Promise<void>;
  /** Switches the extension off, as a user does; the pages that it ran in stay. */
  disableExtension(): Promise<void>;
  close(): Promise<void>;
}

export type BrowserName = Browser['name'];
