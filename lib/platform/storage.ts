import { browser } from 'wxt/browser';

/** Extension storage. `local` survives the browser, `session` only the worker. Values are JSON. */
export interface StorageArea {
  /** The stored value, or undefined; the caller parses it. */
  get(key: string): Promise<unknown>;
  /** Several values at one moment, so that what belongs together is read together. */
  getAll(keys: readonly string[]): Promise<Record<string, unknown>>;
  set(key: string, value: unknown): Promise<void>;
  remove(key: string): Promise<void>;
}

export const localStorageArea: StorageArea = area('local');
export const sessionStorageArea: StorageArea = area('session');

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

/** Calls back with the keys of `local` that changed, until the signal aborts. */
export function onLocalChanged(listener: (keys: string[]) => void, signal: AbortSignal): void {
  const heard = (changes: Record<string, unknown>, areaName: string) => {
    if (areaName === 'local') listener(Object.keys(changes));
  };
  browser.storage.onChanged.addListener(heard);
  signal.addEventListener('abort', () => browser.storage.onChanged.removeListener(heard), { once: true });
}

/** The browser's API is looked up at each call: WXT imports this module in Node, where there is none. */
function area(name: 'local' | 'session'): StorageArea {
  return {
    async get(key) {
      return (await browser.storage[name].get(key))[key];
    },
    async getAll(keys) {
      return browser.storage[name].get([...keys]);
    },
    async set(key, value) {
      await browser.storage[name].set({ [key]: value });
    },
    async remove(key) {
      await browser.storage[name].remove(key);
    },
  };
}
