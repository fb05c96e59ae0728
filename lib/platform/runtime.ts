import { browser } from 'wxt/browser';

/** Who sent a message, as the browser (not the sender) says. */
export interface MessageSender {
  id?: string | undefined;
  /** Origin of the page or frame; Chrome 80, Firefox 126. */
  origin?: string | undefined;
  url?: string | undefined;
  frameId?: number | undefined;
  /** Chrome 106; absent in Firefox. */
  documentId?: string | undefined;
  tab?: { id?: number | undefined } | undefined;
}

/** Answers with a promise only what it owns; undefined leaves the message to others. Never an async function. */
export type MessageListener = (message: unknown, sender: MessageSender) => Promise<unknown> | undefined;

/** Sends to the worker and our own pages. Rejects or throws when the context is gone or nobody listens. */
export async function sendMessage(message: unknown): Promise<unknown> {
  return browser.runtime.sendMessage(message);
}

/** Listens for messages; the signal takes the listener away. */
export function onMessage(listener: MessageListener, signal?: AbortSignal): void {
  browser.runtime.onMessage.addListener(listener);
  signal?.addEventListener('abort', () => browser.runtime.onMessage.removeListener(listener), { once: true });
}

/** Id of this extension; undefined once the extension was updated or removed under a running content script. */
export function extensionId(): string | undefined {
  return browser.runtime?.id;
}

/** Origin of our own pages without a slash at the end, e.g. `chrome-extension://…` or `moz-extension://…`. */
export function ownOrigin(): string {
  return browser.runtime.getURL('/').replace(/\/$/, '');
}

/**
 * Address of the panel page for a frame in a web page. In Chrome it is another one in every session (`use_dynamic_url`), so that
 * no page can know it.
 */
export function panelAddress(token: string): string {
  return `${browser.runtime.getURL('/panel.html' as '/')}#${token}`;
}

/** Version of the manifest, e.g. `0.1.0`. */
export function extensionVersion(): string {
  return browser.runtime.getManifest().version;
}

/** The operating system as the browser names it: `win`, `mac`, `linux`, … */
export async function operatingSystem(): Promise<string> {
  return (await browser.runtime.getPlatformInfo()).os;
}

/** Wakes the worker when the browser starts, and after an install or update. Register synchronously. */
export function onStarted(listener: () => void): void {
  browser.runtime.onStartup.addListener(listener);
  browser.runtime.onInstalled.addListener(listener);
}

/** Calls once, when the extension was installed: not after an update. Register synchronously. */
export function onFirstInstalled(listener: () => void): void {
  browser.runtime.onInstalled.addListener(({ reason }) => {
    if (reason === 'install') listener();
  });
}

/** Opens the options page, or brings it to the front. */
export async function openOptionsPage(): Promise<void> {
  await browser.runtime.openOptionsPage();
}
