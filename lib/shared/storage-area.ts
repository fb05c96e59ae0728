/** A small store of items by name, kept across restarts of the browser. Every call rejects with a `StorageError`. */
export interface StorageArea {
  /** Returns the stored value, or undefined; the caller parses it. */
  get(key: string): Promise<unknown>;
  set(key: string, value: unknown): Promise<void>;
  remove(key: string): Promise<void>;
}
