import { openDB } from 'idb';
import { DATABASE_NAME, DATABASE_VERSION, type Database, type Schema, upgrade } from './schema.ts';

/** Opens the database, upgrading it where needed. A newer tab or worker that wants to upgrade is let through. */
export async function openDatabase(name: string = DATABASE_NAME): Promise<Database> {
  const database = await openDB<Schema>(name, DATABASE_VERSION, {
    upgrade: (opened, oldVersion) => upgrade(opened, oldVersion),
    blocking: (_current, _blocked, event) => (event.target as IDBDatabase).close(),
  });
  return database;
}
