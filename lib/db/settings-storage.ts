import type { DBSchema } from 'idb';
import type { StorageArea } from '../shared/storage-area.ts';
import { asStorage } from '../shared/storage-failure.ts';
import { holdDatabase } from './held-database.ts';

interface SettingsSchema extends DBSchema {
  items: { key: string; value: unknown };
}

const DATABASE_NAME = 'backup-bridge-settings';

export interface SettingsStorage extends StorageArea {
  /** Stores all of these items, or none: one transaction. */
  setAll(items: Readonly<Record<string, unknown>>): Promise<void>;
}

/**
 * Returns the storage of settings, connections and sealed keys: a database of the extension's own, which no content script reaches
 * (docs/reference/browsers.md#storage). Opened at the first call, and again after it was closed or failed: a failure is never kept.
 */
export function openSettingsStorage(name: string = DATABASE_NAME): SettingsStorage {
  const use = holdDatabase<SettingsSchema>(name, (database) => {
    database.createObjectStore('items');
  });

  return {
    get: (key) => use((database) => database.get('items', key)),
    set: (key, value) => use(async (database) => void (await database.put('items', value, key))),
    remove: (key) => use((database) => database.delete('items', key)),
    setAll: (items) =>
      use(async (database) => {
        const transaction = database.transaction('items', 'readwrite');
        try {
          await Promise.all(Object.entries(items).map(async ([key, value]) => transaction.store.put(value, key)));
        } catch (error) {
          // A value that is no data throws without ending the transaction.
          transaction.done.catch(() => undefined);
          transaction.abort();
          throw error;
        }
        await transaction.done;
      }),
  };
}

/** Whether this profile holds another database of the extension: one that it worked with before it had this one. */
export function hasOtherDatabases(name: string = DATABASE_NAME): Promise<boolean> {
  return asStorage(async () => (await indexedDB.databases()).some((one) => one.name !== name));
}
