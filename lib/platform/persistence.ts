/** Whether the browser keeps our databases while it clears those of others because the disk is full. */
export type Persistence = 'persisted' | 'may-be-cleared' | 'unknown';

/**
 * Asks the browser to keep our databases: journal, settings and keys. Nobody is asked: the permission `unlimitedStorage` is enough
 * (docs/reference/browsers.md#storage). In Chrome only a page can ask, and a worker only look.
 */
export async function askToPersist(): Promise<Persistence> {
  try {
    if (await navigator.storage.persisted()) return 'persisted';
    if (typeof navigator.storage.persist !== 'function') return 'may-be-cleared';
    return (await navigator.storage.persist()) ? 'persisted' : 'may-be-cleared';
  } catch {
    return 'unknown';
  }
}

/** Returns what the browser answered, without asking again. */
export async function readPersistence(): Promise<Persistence> {
  try {
    return (await navigator.storage.persisted()) ? 'persisted' : 'may-be-cleared';
  } catch {
    return 'unknown';
  }
}
