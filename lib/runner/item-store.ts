import type { StorageArea } from '../shared/storage-area.ts';
import type { SqlDatabase } from './store/sql.ts';

/** Settings by name, in the database of all runners. Holds no secret: those are in the configuration of each. */
export function itemStore(sql: SqlDatabase, schema: string): StorageArea {
  return {
    async get(name) {
      const [row] = await sql.query<{ value: string }>(`SELECT value FROM ${schema}.items WHERE name = $1`, [name]);
      return row && (JSON.parse(row.value) as unknown);
    },
    async set(name, value) {
      await sql.query(
        `INSERT INTO ${schema}.items (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value`,
        [name, JSON.stringify(value)],
      );
    },
    async remove(name) {
      await sql.query(`DELETE FROM ${schema}.items WHERE name = $1`, [name]);
    },
  };
}
