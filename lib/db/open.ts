import { type IDBPDatabase, type IDBPTransaction, openDB } from 'idb';
import { DATABASE_NAME, DATABASE_VERSION, type Database, type Schema } from './schema.ts';
import { upgrade } from './upgrade.ts';

/**
 * Opens the database, upgrading it where needed. A newer tab or worker that wants to upgrade is let through.
 * @param onClosed told when it was closed without our `close`, for that or by the browser (data cleared, disk gone): every call fails
 *   from then on, until it is opened again.
 */
export async function openDatabase(
  name: string = DATABASE_NAME,
  onClosed: () => void = () => undefined,
): Promise<Database> {
  const database = await openDB<Schema>(name, DATABASE_VERSION, {
    upgrade: (opened, oldVersion, newVersion, transaction) =>
      upgrade(
        opened as unknown as IDBPDatabase<unknown>,
        transaction as unknown as IDBPTransaction<unknown, string[], 'versionchange'>,
        oldVersion,
        newVersion ?? DATABASE_VERSION,
      ),
    blocking: (_current, _blocked, event) => {
      (event.target as IDBDatabase).close();
      onClosed();
    },
    terminated: onClosed,
  });
  return database;
}
