import { browser } from 'wxt/browser';
import { asStorage } from '../shared/storage-failure.ts';

/** Extension storage, kept across restarts of the browser. Values are JSON. Both reject with a `StorageError`. */
export interface StorageArea {
  /** The stored value, or undefined; the caller parses it. */
  get(key: string): Promise<unknown>;
  set(key: string, value: unknown): Promise<void>;
}

/** The browser's API is looked up at each call: WXT imports this module in Node, where there is none. */
export const localStorageArea: StorageArea = {
  async get(key) {
    return (await asStorage(() => browser.storage.local.get(key)))[key];
  },
  async set(key, value) {
    await asStorage(() => browser.storage.local.set({ [key]: value }));
  },
};

/**
 * What an administrator laid down for this extension, or undefined where the browser has none: without a policy Chrome answers
 * nothing, Firefox rejects ("Managed storage manifest not found"). In a fresh profile Chrome's first answer takes seconds
 * (docs/reference/browsers.md#storage): nothing at start may wait for it.
 */
export async function readManagedStorage(): Promise<unknown> {
  try {
    return await browser.storage.managed.get(null);
  } catch {
    return undefined;
  }
}

/**
 * Closes `local` to content scripts, where the browser can (Chrome; in Firefox the call does not exist for `local`, and a
 * content script there could read our settings and sealed secrets, but never the key that opens them: it lives in an
 * IndexedDB that no content script reaches). Answers whether it is closed.
 */
export async function closeStorageToContentScripts(): Promise<boolean> {
  try {
    await browser.storage.local.setAccessLevel({ accessLevel: 'TRUSTED_CONTEXTS' });
    return true;
  } catch {
    return false;
  }
}
