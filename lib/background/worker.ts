import { openFileStore } from '../db/file-store.ts';
import { hasOtherDatabases, openSettingsStorage } from '../db/settings-storage.ts';
import { openVaultKeyStore } from '../db/vault-key-store.ts';
import { legacyStorage } from '../platform/storage.ts';
import { randomId } from '../shared/ids.ts';
import { consoleLog } from '../shared/log.ts';
import { createAdapters } from './create-adapters.ts';
import { createMovedStorage } from './move-settings.ts';
import { startBackground } from './start.ts';

/** The worker with everything real. Called at each start of the worker, synchronously. */
export function startWorker(): void {
  const clock = () => Date.now();
  const storage = createMovedStorage({
    storage: openSettingsStorage(),
    legacy: legacyStorage,
    hasWorkedBefore: () => hasOtherDatabases(),
  });
  const files = openFileStore();
  void startBackground({
    // `fetch` loses its `this` when it is passed on as it is.
    adapters: createAdapters({ fetch: (url, init) => fetch(url, init), clock, storage, files }),
    files,
    storage,
    vaultKeys: openVaultKeyStore(),
    locks: navigator.locks,
    clock,
    ids: randomId,
    log: consoleLog,
    userAgent: navigator.userAgent,
  });
}
