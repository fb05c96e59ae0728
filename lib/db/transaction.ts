import type { IDBPTransaction, StoreNames } from 'idb';
import type { Database, Schema } from './schema.ts';

/** A transaction that writes to these stores. */
export type Write<Names extends StoreNames<Schema>[]> = IDBPTransaction<Schema, Names, 'readwrite'>;

/**
 * Runs `work` in one transaction: all of it is stored, or nothing. An exception in `work` (a value that cannot be
 * stored, say) would otherwise leave the earlier steps committed.
 * @param durability `default` for what is written at every step of a run, and can be missing after a power failure
 */
export async function atomically<Names extends StoreNames<Schema>[], T>(
  database: Database,
  stores: Names,
  work: (transaction: Write<Names>) => Promise<T>,
  durability: IDBTransactionDurability = 'strict',
): Promise<T> {
  const transaction = database.transaction(stores, 'readwrite', { durability });
  try {
    const value = await work(transaction);
    await transaction.done;
    return value;
  } catch (error) {
    await abandon(transaction);
    throw error;
  }
}

/** Undoes what a transaction did, and waits until that is so. */
async function abandon(transaction: { done: Promise<void>; abort(): void }): Promise<void> {
  // Caught first, so that the abort's own rejection is never left unhandled.
  const ended = transaction.done.catch(() => undefined);
  try {
    transaction.abort();
  } catch {
    // Already aborted by the failure itself.
  }
  await ended;
}
