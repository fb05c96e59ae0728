import { PGlite } from '@electric-sql/pglite';
import type { SqlDatabase, SqlRow, SqlTransaction } from './sql.ts';

/** Opens a PostgreSQL in this process. @param folder absent: in memory, for tests */
export async function openPglite(folder?: string): Promise<{ database: SqlDatabase; pglite: PGlite }> {
  const pglite = await PGlite.create(folder === undefined ? {} : { dataDir: folder });
  return { database: overPglite(pglite), pglite };
}

/** It has one connection: while a transaction is open, everything else waits for its end. */
export function overPglite(pglite: PGlite): SqlDatabase {
  return {
    query: async <Row extends SqlRow>(text: string, values: readonly unknown[] = []) =>
      (await pglite.query<Row>(text, [...values])).rows,
    script: (text) => pglite.transaction(async (transaction) => void (await transaction.exec(text))),
    begin: (_mode, first) => begin(pglite, first),
    close: () => pglite.close(),
  };
}

function begin(pglite: PGlite, first: string | undefined): Promise<SqlTransaction> {
  const { promise: begun, resolve, reject } = Promise.withResolvers<SqlTransaction>();
  const end = Promise.withResolvers<'commit' | 'rollback'>();
  const ended = pglite.transaction(async (transaction) => {
    if (first !== undefined) await transaction.exec(first);
    resolve({
      query: async <Row extends SqlRow>(text: string, values: readonly unknown[] = []) =>
        (await transaction.query<Row>(text, [...values])).rows,
      commit: () => {
        end.resolve('commit');
        return ended;
      },
      rollback: () => {
        end.resolve('rollback');
        return ended;
      },
    });
    if ((await end.promise) === 'rollback') await transaction.rollback();
  });
  ended.catch(reject);
  return begun;
}
