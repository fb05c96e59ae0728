/** One row of an answer, by column. */
export type SqlRow = Record<string, unknown>;

/** Runs one statement; `$1` and so on are its values. */
export type Query = <Row extends SqlRow = SqlRow>(text: string, values?: readonly unknown[]) => Promise<Row[]>;

/** A connection that is in a transaction. */
export interface SqlTransaction {
  query: Query;
  commit(): Promise<void>;
  rollback(): Promise<void>;
}

/** A PostgreSQL: a server, or one in this process. */
export interface SqlDatabase {
  /** On any connection, in a transaction of its own. */
  query: Query;
  /** Several statements without values, in one transaction. */
  script(text: string): Promise<void>;
  /**
   * Begins a transaction: one that reads sees everything as it is at its first statement.
   * @param first a statement without values that it begins with
   */
  begin(mode: 'readonly' | 'readwrite', first?: string): Promise<SqlTransaction>;
  close(): Promise<void>;
}
