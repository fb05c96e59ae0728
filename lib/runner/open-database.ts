import { mkdirSync } from 'node:fs';
import type { PGlite } from '@electric-sql/pglite';
import type { RunnerConfig } from './config/read-config.ts';
import { openPglite } from './store/open-pglite.ts';
import { openPostgres } from './store/open-postgres.ts';
import type { SqlDatabase } from './store/sql.ts';

/** PostgreSQL before this is not tested. */
const OLDEST = 15;

export interface OpenDatabase {
  sql: SqlDatabase;
  /** What the queue needs: a server's URL, or the PostgreSQL of this process. */
  queue: { url: string } | { pglite: PGlite };
}

/**
 * Opens the database of the configuration.
 * @throws where it does not answer, or is too old
 */
export async function openDatabase(
  { databaseUrl, databaseConnections, dataFolder }: RunnerConfig,
  onError: (error: Error) => void,
): Promise<OpenDatabase> {
  if (databaseUrl === undefined) {
    mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
    const { database, pglite } = await openPglite(dataFolder);
    return { sql: database, queue: { pglite } };
  }
  const { database } = openPostgres({ url: databaseUrl, connections: databaseConnections, onError });
  const [row] = await database.query<{ server_version_num: string }>('SHOW server_version_num');
  const version = Math.floor(Number(row?.server_version_num ?? 0) / 10_000);
  if (version < OLDEST) {
    await database.close();
    throw new Error(`PostgreSQL ${version} is too old: the runner needs ${OLDEST} or newer.`);
  }
  return { sql: database, queue: { url: databaseUrl } };
}
