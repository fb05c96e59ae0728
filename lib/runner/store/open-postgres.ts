import pg from 'pg';
import type { Query, SqlDatabase, SqlRow, SqlTransaction } from './sql.ts';

export interface PostgresOptions {
  url: string;
  /** Connections at most; default 10. */
  connections?: number;
  /** Hears of connections that broke while nobody used them. */
  onError?: (error: Error) => void;
}

/** Milliseconds after which the server ends a transaction whose runner is silent, so that its locks hold nobody up for longer. */
const SILENT = 20_000;

/** Opens connections to a PostgreSQL server as they are needed. */
export function openPostgres({ url, connections = 10, onError }: PostgresOptions): {
  database: SqlDatabase;
  pool: pg.Pool;
} {
  const pool = new pg.Pool({
    connectionString: url,
    max: connections,
    idle_in_transaction_session_timeout: SILENT,
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
    application_name: 'backup-bridge-runner',
  });
  pool.on('error', (error) => onError?.(error));
  const database: SqlDatabase = {
    query: queryOf(pool),
    script: async (text) => {
      const { query, commit, rollback } = await begin(pool, 'readwrite');
      try {
        await query(text);
      } catch (error) {
        await rollback();
        throw error;
      }
      await commit();
    },
    begin: (mode, first) => begin(pool, mode, first),
    close: () => pool.end(),
  };
  return { database, pool };
}

async function begin(pool: pg.Pool, mode: 'readonly' | 'readwrite', first?: string): Promise<SqlTransaction> {
  const client = await pool.connect();
  // A connection that breaks while nothing is asked of it has no other listener; the next statement rejects.
  const ignore = () => undefined;
  client.on('error', ignore);
  const release = (broken: boolean) => {
    client.off('error', ignore);
    client.release(broken);
  };
  const end = async (how: string) => {
    try {
      await client.query(how);
      release(false);
    } catch (error) {
      release(true);
      throw error;
    }
  };
  try {
    const beginning = mode === 'readonly' ? 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY' : 'BEGIN';
    // Both in one message.
    await client.query(first === undefined ? beginning : `${beginning}; ${first}`);
  } catch (error) {
    release(true);
    throw error;
  }
  return { query: queryOf(client), commit: () => end('COMMIT'), rollback: () => end('ROLLBACK') };
}

function queryOf(client: Pick<pg.Pool, 'query'> | Pick<pg.PoolClient, 'query'>): Query {
  return async <Row extends SqlRow>(text: string, values?: readonly unknown[]) => {
    const { rows } = await client.query<Row>(text, values?.map(asBuffer));
    return rows;
  };
}

/** `pg` takes other byte arrays for lists. */
function asBuffer(value: unknown): unknown {
  return value instanceof Uint8Array ? Buffer.from(value.buffer, value.byteOffset, value.byteLength) : value;
}
