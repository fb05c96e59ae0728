import { lockNumber } from './migrations.ts';
import type { Query, SqlDatabase, SqlTransaction } from './sql.ts';

interface TransactionOptions {
  sql: SqlDatabase;
  schema: string;
  /** Object stores that it may use. */
  names: readonly string[];
  mode: 'readonly' | 'readwrite';
}

/**
 * A transaction that ends as one of IndexedDB does: by itself, once all of its requests were answered and whoever got the last
 * answer has asked for nothing more. It is one transaction of PostgreSQL: one that writes holds its stores alone, in every
 * process; one that reads sees the stores as they were at its first request.
 */
export class StoreTransaction {
  /** Settles at its end; rejects where it was aborted or failed. */
  readonly done: Promise<void>;
  readonly names: readonly string[];
  readonly mode: 'readonly' | 'readwrite';
  readonly #options: TransactionOptions;
  readonly #ended = Promise.withResolvers<void>();
  #begun: Promise<SqlTransaction> | undefined;
  #last: Promise<unknown> = Promise.resolve();
  #pending = 0;
  #state: 'active' | 'ending' | 'aborted' = 'active';
  /** Counts writes by store, so that a cursor knows when what it has read ahead is old. */
  readonly #writes = new Map<string, number>();

  constructor(options: TransactionOptions) {
    this.#options = options;
    this.names = options.names;
    this.mode = options.mode;
    this.done = this.#ended.promise;
    // Nobody has to look at it.
    this.done.catch(() => undefined);
    this.#endSoon();
  }

  /** Runs statements after those that were asked for before. One that fails undoes the whole transaction. */
  async request<T>(work: (query: Query) => Promise<T>): Promise<T> {
    if (this.#state !== 'active') throw new DOMException('The transaction has ended.', 'TransactionInactiveError');
    this.#pending += 1;
    const answer = this.#last.then(async () => {
      if (this.#state === 'aborted') throw aborted();
      this.#begun ??= this.#begin();
      return work((await this.#begun).query);
    });
    this.#last = answer.catch(() => undefined);
    try {
      return await answer;
    } catch (error) {
      this.#undo(error);
      throw error;
    } finally {
      this.#pending -= 1;
      this.#endSoon();
    }
  }

  /** Undoes everything that it did. */
  abort(): void {
    if (this.#state !== 'active') throw new DOMException('The transaction has ended.', 'InvalidStateError');
    this.#undo(aborted());
  }

  writesTo(store: string): number {
    return this.#writes.get(store) ?? 0;
  }

  noteWrite(store: string): void {
    this.#writes.set(store, this.writesTo(store) + 1);
  }

  #begin(): Promise<SqlTransaction> {
    const { sql, schema, names, mode } = this.#options;
    if (mode === 'readonly') return sql.begin(mode);
    const space = lockNumber(schema);
    // In one order for all, so that no two wait for each other.
    const locks = [...new Set(names.map(lockNumber))].sort((a, b) => a - b);
    return sql.begin(mode, `SELECT ${locks.map((lock) => `pg_advisory_xact_lock(${space}, ${lock})`).join(', ')}`);
  }

  /** A turn later: answers that came together have been looked at by then. */
  #endSoon(): void {
    if (this.#pending > 0 || this.#state !== 'active') return;
    setImmediate(() => {
      if (this.#pending > 0 || this.#state !== 'active') return;
      this.#state = 'ending';
      void this.#commit();
    });
  }

  async #commit(): Promise<void> {
    try {
      if (this.#begun) await (await this.#begun).commit();
      this.#ended.resolve();
    } catch (error) {
      this.#ended.reject(error);
    }
  }

  #undo(reason: unknown): void {
    if (this.#state !== 'active') return;
    this.#state = 'aborted';
    void this.#last.then(async () => {
      const begun = await this.#begun?.catch(() => undefined);
      await begun?.rollback().catch(() => undefined);
      this.#ended.reject(reason);
    });
  }
}

function aborted(): DOMException {
  return new DOMException('The transaction was aborted.', 'AbortError');
}
