import { openDB } from 'idb';
import { asStorage } from '../shared/storage-failure.ts';
import { upgradeStores } from './create-stores.ts';
import { DATABASE_NAME, DATABASE_VERSION, type Database, type Schema } from './schema.ts';

export interface OpenListeners {
  /**
   * Called when it was closed without our `close`, for a newer version or by the browser (data cleared, disk gone): every call fails
   * from then on, until it is opened again.
   */
  onClosed?: () => void;
  /** Called when the opening has to wait until another version of the extension closes the database. */
  onBlocked?: () => void;
}

/**
 * Opens the database, creating it where needed. A newer tab or worker that wants to upgrade it is let through.
 * @throws StorageError where the browser cannot open it, or it belongs to a newer version
 */
export async function openDatabase(
  name: string = DATABASE_NAME,
  { onClosed, onBlocked }: OpenListeners = {},
): Promise<Database> {
  return asStorage(() =>
    openDB<Schema>(name, DATABASE_VERSION, {
      upgrade: upgradeStores,
      blocking: (_current, _blocked, event) => {
        (event.target as IDBDatabase).close();
        onClosed?.();
      },
      blocked: () => onBlocked?.(),
      terminated: () => onClosed?.(),
    }),
  );
}
