import { browser } from 'wxt/browser';

/** Whether the browser keeps our databases while it clears those of others because the disk is full. */
export type Persistence = 'persisted' | 'may-be-cleared' | 'unknown';

/**
 * Asks the browser to keep our databases: journal, settings and keys. Nobody is asked: the permission `unlimitedStorage` is enough
 * (docs/reference/browsers.md#storage). A worker of Chrome cannot ask.
 */
export async function askToPersist(): Promise<Persistence> {
  const now = await readPersistence();
  if (now !== 'may-be-cleared' || typeof navigator.storage.persist !== 'function') return now;
  try {
    return (await navigator.storage.persist()) ? 'persisted' : 'may-be-cleared';
  } catch {
    return 'unknown';
  }
}

/** Returns what the browser answered, without asking again. */
export async function readPersistence(): Promise<Persistence> {
  try {
    return (await isExempt()) || (await navigator.storage.persisted()) ? 'persisted' : 'may-be-cleared';
  } catch {
    return 'unknown';
  }
}

/** Chrome exempts who has the permission, and still answers `persisted()` with false (docs/reference/browsers.md#storage). */
async function isExempt(): Promise<boolean> {
  const isChrome = browser.runtime.getURL('').startsWith('chrome-extension:');
  return isChrome && browser.permissions.contains({ permissions: ['unlimitedStorage'] });
}
