import type { STORAGE } from '../../messages/declarations/storage.ts';
import type { HandlersOf } from '../../messages/router.ts';
import { readPersistence } from '../../platform/persistence.ts';
import { ok } from '../../shared/result.ts';

/** What Diagnostics shows of the browser's storage. */
export function storageHandlers(): HandlersOf<typeof STORAGE> {
  return { 'storage.view': async () => ok({ persistence: await readPersistence() }) };
}
