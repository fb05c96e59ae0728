import type { SqlDatabase, SqlTransaction } from './sql.ts';

/**
 * The tables of the runner, step by step. Forward only: a new version adds a step and edits no earlier one. `$S` is the schema.
 */
export const MIGRATIONS: readonly string[] = [
  // 1: what IndexedDB holds in a browser. `key` and `entry` are `key-code.ts`'s bytes, `value` is `value-code.ts`'s text.
  `CREATE TABLE $S.records (
     store text NOT NULL,
     key bytea NOT NULL,
     value text NOT NULL,
     PRIMARY KEY (store, key));
   CREATE TABLE $S.index_entries (
     store text NOT NULL,
     name text NOT NULL,
     entry bytea NOT NULL,
     key bytea NOT NULL,
     PRIMARY KEY (store, name, entry, key));
   CREATE INDEX index_entries_of_record ON $S.index_entries (store, key);
   CREATE TABLE $S.store_version (version integer NOT NULL);
   INSERT INTO $S.store_version VALUES (0);`,
  // 2: settings; which runners are at work; the rate that all of them share for a site.
  `CREATE TABLE $S.items (
     name text PRIMARY KEY,
     value text NOT NULL);
   CREATE TABLE $S.runners (
     id text PRIMARY KEY,
     name text NOT NULL,
     started_at timestamptz NOT NULL DEFAULT now(),
     beat_at timestamptz NOT NULL DEFAULT now(),
     ended_at timestamptz);
   CREATE TABLE $S.rates (
     site text PRIMARY KEY,
     state text NOT NULL);`,
];

/** A name that needs no quoting: it is written in statements as it is. */
const SCHEMA = /^[a-z_][a-z0-9_]{0,40}$/;

/**
 * Returns the name of a schema as it is written in statements.
 * @throws for a name that needs quoting
 */
export function schemaName(schema: string): string {
  if (SCHEMA.test(schema)) return schema;
  throw new Error(`"${schema}" is no name of a schema: a to z, digits and _, at most 41.`);
}

/** Returns the number of a lock that only this schema's users take. */
export function lockNumber(name: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < name.length; at += 1) hash = Math.imul(hash ^ name.charCodeAt(at), 0x01000193);
  return hash | 0;
}

/**
 * Brings a schema up to date, one runner at a time.
 * @param upTo for tests of earlier versions
 * @throws where the schema belongs to a newer version of the runner
 */
export async function migrate(database: SqlDatabase, schema: string, upTo = MIGRATIONS.length): Promise<void> {
  schemaName(schema);
  const transaction = await database.begin('readwrite');
  try {
    await transaction.query('SELECT pg_advisory_xact_lock($1::int, 0)', [lockNumber(schema)]);
    await transaction.query(`CREATE SCHEMA IF NOT EXISTS ${schema}`);
    await transaction.query(
      `CREATE TABLE IF NOT EXISTS ${schema}.migrations (version integer PRIMARY KEY, applied_at timestamptz NOT NULL DEFAULT now())`,
    );
    const version = await versionOf(transaction, schema);
    if (version > MIGRATIONS.length) throw new Error(newer(version));
    for (let next = version; next < upTo; next += 1) {
      for (const statement of statementsOf(MIGRATIONS[next] ?? '', schema)) await transaction.query(statement);
      await transaction.query(`INSERT INTO ${schema}.migrations (version) VALUES ($1)`, [next + 1]);
    }
  } catch (error) {
    await transaction.rollback().catch(() => undefined);
    throw error;
  }
  await transaction.commit();
}

async function versionOf(transaction: SqlTransaction, schema: string): Promise<number> {
  const [row] = await transaction.query<{ version: number | null }>(
    `SELECT max(version)::int AS version FROM ${schema}.migrations`,
  );
  return row?.version ?? 0;
}

function statementsOf(step: string, schema: string): string[] {
  return step
    .replaceAll('$S', schema)
    .split(';')
    .map((statement) => statement.trim())
    .filter((statement) => statement !== '');
}

function newer(version: number): string {
  return `The database is of version ${version}, and this runner knows versions up to ${MIGRATIONS.length}: update the runner.`;
}
