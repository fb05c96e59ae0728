import { lockNumber, MIGRATIONS, migrate, schemaName } from './migrations.ts';
import { type ObjectDatabase, objectDatabase } from './object-database.ts';
import type { SqlDatabase, SqlTransaction } from './sql.ts';
import { putRecord } from './statements.ts';
import { entriesOf, type IndexDefinition, keyOf, type StoreDefinition } from './store-definition.ts';
import { encodeValue } from './value-code.ts';

/** What makes the stores of a database, as `idb`'s `upgrade` does. */
export interface StoreUpgrade {
  version: number;
  /** @param from the version that it has; 0: it is new */
  upgrade(creator: StoreCreator, from: number): void;
}

/** The part of an IndexedDB database that an upgrade uses. */
export interface StoreCreator {
  /** Those that this upgrade has made: one that is there already may be made again. */
  readonly objectStoreNames: { contains(name: string): boolean };
  createObjectStore(name: string, options?: { keyPath?: string | string[] }): CreatedStore;
}

interface CreatedStore {
  createIndex(name: string, keyPath: string | string[], options?: { multiEntry?: boolean }): void;
  put(value: unknown, key?: unknown): Promise<unknown>;
}

/**
 * Opens the object stores in a schema of a PostgreSQL, making or upgrading them where needed.
 * @throws where they belong to a newer version
 */
export async function openObjectDatabase(
  sql: SqlDatabase,
  schema: string,
  stores: StoreUpgrade,
): Promise<ObjectDatabase> {
  const { definitions } = definedBy(stores, 0);
  if (!(await isCurrent(sql, schema, stores))) {
    await migrate(sql, schema);
    await upgradeRecords(sql, schema, stores, definitions);
  }
  return objectDatabase(sql, schema, definitions);
}

/** Whether nothing is to be done, by one question: also false where nothing is there yet. */
async function isCurrent(sql: SqlDatabase, schema: string, { version }: StoreUpgrade): Promise<boolean> {
  try {
    const [row] = await sql.query<{ tables: number | null; stores: number | null }>(
      `SELECT (SELECT max(version) FROM ${schemaName(schema)}.migrations)::int AS tables, (SELECT version FROM ${schema}.store_version) AS stores`,
    );
    return row?.tables === MIGRATIONS.length && row.stores === version;
  } catch {
    return false;
  }
}

/** Puts the records of new versions, one runner at a time: who comes later finds the version raised. */
async function upgradeRecords(
  sql: SqlDatabase,
  schema: string,
  stores: StoreUpgrade,
  definitions: ReadonlyMap<string, StoreDefinition>,
): Promise<void> {
  const upgrading = await sql.begin('readwrite');
  try {
    await upgrading.query('SELECT pg_advisory_xact_lock($1::int, 1)', [lockNumber(schema)]);
    const [row] = await upgrading.query<{ version: number }>(`SELECT version FROM ${schema}.store_version`);
    const from = row?.version ?? 0;
    if (from > stores.version)
      throw new Error(`The data are of version ${from}, and this runner knows versions up to ${stores.version}.`);
    if (from < stores.version) {
      for (const { store, value, key } of definedBy(stores, from).puts) {
        const definition = definitions.get(store);
        if (definition) await put(upgrading, schema, definition, value, key);
      }
      await upgrading.query(`UPDATE ${schema}.store_version SET version = $1`, [stores.version]);
    }
  } catch (error) {
    await upgrading.rollback().catch(() => undefined);
    throw error;
  }
  await upgrading.commit();
}

async function put(
  { query }: SqlTransaction,
  schema: string,
  definition: StoreDefinition,
  value: unknown,
  key: unknown,
): Promise<void> {
  const place = { schema, store: definition.name };
  const { text, values } = putRecord(
    place,
    keyOf(definition, value, key),
    encodeValue(value),
    entriesOf(definition, value),
  );
  await query(text, values);
}

interface Put {
  store: string;
  value: unknown;
  key: unknown;
}

/** Runs an upgrade without a database, and notes what it would make. */
function definedBy(
  { upgrade }: StoreUpgrade,
  from: number,
): { definitions: Map<string, StoreDefinition>; puts: Put[] } {
  const definitions = new Map<string, StoreDefinition>();
  const puts: Put[] = [];
  const creator: StoreCreator = {
    objectStoreNames: { contains: (name) => definitions.has(name) },
    createObjectStore(name, options) {
      const indexes = new Map<string, IndexDefinition>();
      definitions.set(name, { name, keyPath: options?.keyPath ?? null, indexes });
      return {
        createIndex: (index, keyPath, { multiEntry = false } = {}) => {
          indexes.set(index, { name: index, keyPath, multiEntry });
        },
        put: async (value, key) => {
          puts.push({ store: name, value, key });
        },
      };
    },
  };
  upgrade(creator, from);
  return { definitions, puts };
}
