import { PGlite } from '@electric-sql/pglite';
import { afterAll } from 'vitest';
import { overPglite } from '../../../../lib/runner/store/open-pglite.ts';
import { openPostgres } from '../../../../lib/runner/store/open-postgres.ts';
import type { SqlDatabase } from '../../../../lib/runner/store/sql.ts';
import { startPostgres } from '../../../support/runner/postgres.ts';

/** A PostgreSQL in this process, in memory: started once for a file of tests, for that takes seconds. */
export async function sharedPglite(): Promise<SqlDatabase> {
  const pglite = await PGlite.create();
  afterAll(() => pglite.close());
  return overPglite(pglite);
}

/** A PostgreSQL server of this file's own. */
export async function sharedPostgres(): Promise<SqlDatabase> {
  const { url, stop } = await startPostgres();
  const { database } = openPostgres({ url });
  afterAll(async () => {
    await database.close();
    await stop();
  });
  return database;
}

let schemas = 0;

/** Returns the name of a schema that nothing is in yet. */
export function freshSchema(): string {
  schemas += 1;
  return `test_${schemas}`;
}
