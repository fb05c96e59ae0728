import { browser } from 'wxt/browser';
import { ownOrigin } from './runtime.ts';

/** The tab that the user looks at, for the popup. */
export async function activeTabId(): Promise<number | undefined> {
  const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
  return tab?.id;
}

/** Asks the content script in a tab's top frame. Rejects when the tab has none. */
export async function sendToTab(tabId: number, message: unknown): Promise<unknown> {
  return browser.tabs.sendMessage(tabId, message, { frameId: 0 });
}

/** Sends to one frame of a tab. Rejects when nobody listens there. */
export async function sendToFrame(tabId: number, frameId: number, message: unknown): Promise<unknown> {
  return browser.tabs.sendMessage(tabId, message, { frameId });
}

/** A tab whose address we may read. */
export interface OpenTab {
  tabId: number;
  title: string;
}

/**
 * Tabs on these addresses (match patterns), the last used first. Only tabs on hosts that we have the permission for: the browser
 * tells the others' address to nobody without the `tabs` permission.
 */
export async function tabsAt(patterns: readonly string[]): Promise<OpenTab[]> {
  if (patterns.length === 0) return [];
  const tabs = await browser.tabs.query({ url: [...patterns] });
  return tabs
    .sort((a, b) => (b.lastAccessed ?? 0) - (a.lastAccessed ?? 0))
    .flatMap(({ id, title }) => (id === undefined ? [] : [{ tabId: id, title: title ?? '' }]));
}

/**
 * Opens one of our own pages in a window of its own, as narrow as the panel. @param path below our origin; `getURL` would give the
 * panel page the address that is good for frames alone
 */
export async function openOwnWindow(path: string): Promise<void> {
  await browser.windows.create({ url: `${ownOrigin()}${path}`, type: 'popup', width: 520, height: 820 });
}

/** Opens one of our own pages in a new tab, in front. @param path below our origin, e.g. `/welcome.html` */
export async function openOwnTab(path: string): Promise<void> {
  await browser.tabs.create({ url: `${ownOrigin()}${path}` });
}

/** Calls when a tab is closed. Register synchronously. */
export function onTabClosed(listener: (tabId: number) => void): void {
  browser.tabs.onRemoved.addListener((tabId) => listener(tabId));
}

/** The user pressed the shortcut of a command in this tab. Register synchronously. */
export function onCommand(listener: (command: string, tabId: number) => void): void {
  browser.commands?.onCommand.addListener((command, tab) => {
    if (tab?.id !== undefined) listener(command, tab.id);
  });
}
