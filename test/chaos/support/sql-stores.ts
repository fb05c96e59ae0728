import { storeOver } from '../../../lib/db/sync-store.ts';
import type { SqlDatabase } from '../../../lib/runner/store/sql.ts';
import { openSqlObjects } from '../../../lib/runner/store/sql-objects.ts';
import type { ChaosStores, ObjectStores } from './stores.ts';

/** Databases in schemas of one PostgreSQL. */
export interface SqlStores extends ChaosStores {
  /** Drops all of them: hundreds of schemas make a PostgreSQL slow. */
  drop(): Promise<void>;
}

export function inPostgres(sql: SqlDatabase): SqlStores {
  const schemas = new Set<string>();
  const open = (name: string) => {
    const schema = `chaos_${name.replaceAll('-', '').slice(0, 30)}`;
    schemas.add(schema);
    return openSqlObjects(sql, schema);
  };
  return {
    async drop() {
      for (const schema of schemas) await sql.query(`DROP SCHEMA IF EXISTS ${schema} CASCADE`);
      schemas.clear();
    },
    open: async (name, ids) => storeOver(await open(name), ids),
    openObjects: async (name) => (await open(name)) as unknown as ObjectStores,
  };
}
