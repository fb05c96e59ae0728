import { upgradeStores } from '../../db/create-stores.ts';
import { DATABASE_VERSION, type Database } from '../../db/schema.ts';
import { installKeyRange } from './key-range.ts';
import { openObjectDatabase, type StoreCreator } from './open-object-database.ts';
import type { SqlDatabase } from './sql.ts';

/** Opens the object stores of `lib/db` in a schema of a PostgreSQL: `storeOver` makes the engine's store of them. */
export async function openSqlObjects(sql: SqlDatabase, schema: string): Promise<Database> {
  installKeyRange();
  const database = await openObjectDatabase(sql, schema, {
    version: DATABASE_VERSION,
    // `ObjectDatabase` offers what `lib/db` uses, under the same names; `idb`'s types name everything that a browser has.
    upgrade: (creator: StoreCreator, from) => upgradeStores(creator as unknown as Database, from),
  });
  return database as unknown as Database;
}
