import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import { asStorage } from '../shared/storage-failure.ts';

/**
 * A database that is opened at the first call, and again after it was closed or failed: a failure is never kept. A newer tab or worker
 * that wants to upgrade it is let through.
 * @param create makes the stores of a new database
 */
export function holdDatabase<Schema extends DBSchema>(
  name: string,
  create: (database: IDBPDatabase<Schema>) => void,
): <T>(work: (database: IDBPDatabase<Schema>) => Promise<T>) => Promise<T> {
  const held: { opening?: Promise<IDBPDatabase<Schema>> } = {};
  const release = () => {
    delete held.opening;
  };
  const open = () =>
    openDB<Schema>(name, 1, {
      upgrade: create,
      blocking(_current, _blocked, event) {
        (event.target as IDBDatabase).close();
        release();
      },
      terminated: release,
    });
  return (work) =>
    asStorage(async () => {
      held.opening ??= open();
      try {
        return await work(await held.opening);
      } catch (error) {
        release();
        throw error;
      }
    });
}
