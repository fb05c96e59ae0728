/** Small values with the time they were stored, e.g. set-up tables, facts, observations; a part of `SyncStore`, and bound to one connection as that is. */
export interface CacheStore {
  cached<T>(key: string): Promise<{ value: T; at: number } | undefined>;
  /** Every value whose key begins so, by key. */
  cachedAll<T>(prefix: string): Promise<{ key: string; value: T; at: number }[]>;
  /** The keys that begin so, in order. */
  cachedKeys(prefix: string): Promise<string[]>;
  cache<T>(key: string, value: T, now: number): Promise<void>;
  /**
   * Reads, changes and stores a value in one transaction, so that nothing written in between is lost; undefined drops it.
   * @param edit pure: it may be called again.
   */
  changeCached<T>(key: string, edit: (before: T | undefined) => T | undefined, now: number): Promise<void>;
  /** Marks a moment, for `cacheSince`. */
  markForgets(): Promise<number>;
  /** Stores values that were read since a moment was marked, except under keys that were forgotten since. */
  cacheSince(mark: number, rows: readonly { key: string; value: unknown }[], now: number): Promise<void>;
  /** Drops cached values whose key begins so. */
  forget(prefix: string): Promise<void>;
}
