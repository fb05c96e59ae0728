import { expect, it } from 'vitest';
import { upgradeStores } from '../../../../lib/db/create-stores.ts';
import { DATABASE_VERSION, type Database } from '../../../../lib/db/schema.ts';
import { MIGRATIONS, migrate } from '../../../../lib/runner/store/migrations.ts';
import { openObjectDatabase, type StoreCreator } from '../../../../lib/runner/store/open-object-database.ts';
import { openSqlObjects } from '../../../../lib/runner/store/sql-objects.ts';
import { freshSchema, sharedPglite } from './shared-database.ts';

const sql = await sharedPglite();

/** Every table and index of a schema, as PostgreSQL describes it. */
async function shapeOf(schema: string): Promise<unknown> {
  const columns = await sql.query(
    `SELECT table_name, column_name, data_type, is_nullable, column_default FROM information_schema.columns WHERE table_schema = $1 ORDER BY 1, 2`,
    [schema],
  );
  const indexes = await sql.query(
    `SELECT replace(indexdef, $1, 'S') AS definition FROM pg_indexes WHERE schemaname = $1 ORDER BY 1`,
    [schema],
  );
  return { columns, indexes };
}

it.each(MIGRATIONS.map((_, version) => version))('tables of version %i are brought up to date', async (version) => {
  const [fresh, old] = [freshSchema(), freshSchema()];
  await migrate(sql, fresh);
  await migrate(sql, old, version);
  if (version > 0) await sql.query(`INSERT INTO ${old}.records VALUES ('cache', '\\x01', '{"kept":true}')`);
  await migrate(sql, old);
  expect(await shapeOf(old)).toEqual(await shapeOf(fresh));
  if (version > 0) expect(await sql.query(`SELECT value FROM ${old}.records`)).toEqual([{ value: '{"kept":true}' }]);
});

const VERSIONS = Array.from({ length: DATABASE_VERSION }, (_, version) => version);

it.each(VERSIONS)('object stores of version %i are brought up to date', async (version) => {
  const [fresh, old] = [freshSchema(), freshSchema()];
  const newest = await openSqlObjects(sql, fresh);
  if (version > 0) {
    const upTo = (creator: StoreCreator, from: number) => {
      const wanted = new Set(['logs', 'logBlocks', 'logChanges']);
      const older: StoreCreator = {
        objectStoreNames: creator.objectStoreNames,
        createObjectStore: (name, options) =>
          version < 3 && wanted.has(name)
            ? { createIndex: () => undefined, put: async () => undefined }
            : creator.createObjectStore(name, options),
      };
      upgradeStores(older as unknown as Database, from);
    };
    await openObjectDatabase(sql, old, { version, upgrade: upTo });
  }
  const upgraded = await openSqlObjects(sql, old);
  const logs = await upgraded.getAll('logs');
  expect(logs).toHaveLength((await newest.getAll('logs')).length);
  // What was there before there was a search index is missing in it, and is put into it later.
  expect(logs.every(({ missingBefore }) => (missingBefore !== undefined) === (version > 0 && version < 3))).toBe(true);
});

it('refuses tables, and object stores, of a newer version', async () => {
  const [tables, stores] = [freshSchema(), freshSchema()];
  await migrate(sql, tables);
  await sql.query(`INSERT INTO ${tables}.migrations (version) VALUES (99)`);
  await expect(openSqlObjects(sql, tables)).rejects.toThrow('version 99');
  await openSqlObjects(sql, stores);
  await sql.query(`UPDATE ${stores}.store_version SET version = 99`);
  await expect(openSqlObjects(sql, stores)).rejects.toThrow('version 99');
});

it('refuses a schema whose name would need quoting', async () => {
  await expect(migrate(sql, 'a; DROP SCHEMA public')).rejects.toThrow('no name of a schema');
});

it('migrates once when several runners start at the same time', async () => {
  const schema = freshSchema();
  await Promise.all(Array.from({ length: 4 }, () => openSqlObjects(sql, schema)));
  expect(await sql.query(`SELECT version FROM ${schema}.migrations ORDER BY 1`)).toHaveLength(MIGRATIONS.length);
});
