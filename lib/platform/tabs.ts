import { browser } from 'wxt/browser';

/** The tab that the person looks at, for the popup. */
export async function activeTabId(): Promise<number | undefined> {
  const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
  return tab?.id;
}

/** Asks the content script in a tab's top frame. Rejects when the tab has none. */
export async function sendToTab(tabId: number, message: unknown): Promise<unknown> {
  return browser.tabs.sendMessage(tabId, message, { frameId: 0 });
}
