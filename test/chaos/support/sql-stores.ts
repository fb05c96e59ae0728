import { storeOver } from '../../../lib/db/sync-store.ts';
import type { SqlDatabase } from '../../../lib/runner/store/sql.ts';
import { openSqlObjects } from '../../../lib/runner/store/sql-objects.ts';
import type { ChaosStores, ObjectStores } from './stores.ts';

/** Databases in schemas of one PostgreSQL. */
export function inPostgres(sql: SqlDatabase): ChaosStores {
  const open = (name: string) => openSqlObjects(sql, `chaos_${name.replaceAll('-', '').slice(0, 30)}`);
  return {
    open: async (name, ids) => storeOver(await open(name), ids),
    openObjects: async (name) => (await open(name)) as unknown as ObjectStores,
  };
}
