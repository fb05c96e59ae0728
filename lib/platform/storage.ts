import { browser } from 'wxt/browser';
import { asStorage } from '../shared/storage-failure.ts';

/**
 * `storage.local`, where older versions kept settings and connections. Firefox lets every content script read and write it
 * (docs/reference/browsers.md#storage), so it is read once, by `lib/background/move-settings.ts`, and never written.
 */
export interface LegacyStorage {
  /** Returns all items. */
  read(): Promise<Record<string, unknown>>;
  clear(): Promise<void>;
}

/** The browser's API is looked up at each call: WXT imports this module in Node, where there is none. */
export const legacyStorage: LegacyStorage = {
  read: () => asStorage(() => browser.storage.local.get(null)),
  clear: () => asStorage(() => browser.storage.local.clear()),
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
 * Calls back when the browser reports that what an administrator laid down has changed. Must be called synchronously at the start of the
 * worker. Firefox never reports it (docs/reference/policy.md#changes).
 */
export function onManagedChange(listener: () => void): void {
  browser.storage.onChanged.addListener((_, area) => {
    if (area === 'managed') listener();
  });
}
