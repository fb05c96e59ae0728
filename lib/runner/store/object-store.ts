import { Cursor } from './cursor.ts';
import { decodeKey, type Key } from './key-code.ts';
import { boundsOf } from './key-range.ts';
import { type RecordSource, recordSource } from './record-source.ts';
import { deleteRecords, type Place, putRecord } from './statements.ts';
import { entriesOf, keyOf, type StoreDefinition } from './store-definition.ts';
import type { StoreTransaction } from './transaction.ts';
import { encodeValue } from './value-code.ts';

/** An index in a transaction. */
export interface BoundIndex extends RecordSource {
  openCursor(query?: unknown, direction?: 'next' | 'prev'): Promise<Cursor | null>;
  openKeyCursor(query?: unknown, direction?: 'next' | 'prev'): Promise<Cursor | null>;
}

/** An object store in a transaction: what `lib/db` uses of IndexedDB's. */
export interface BoundStore extends BoundIndex {
  readonly keyPath: string | readonly string[] | null;
  put(value: unknown, key?: unknown): Promise<Key>;
  delete(query: unknown): Promise<void>;
  clear(): Promise<void>;
  index(name: string): BoundIndex;
}

export function boundStore(schema: string, definition: StoreDefinition, transaction: StoreTransaction): BoundStore {
  const place: Place = { schema, store: definition.name };
  const hasIndexes = definition.indexes.size > 0;
  const write = async (text: string, values: readonly unknown[]): Promise<void> => {
    if (transaction.mode === 'readonly') throw new DOMException('The transaction only reads.', 'ReadOnlyError');
    transaction.noteWrite(definition.name);
    await transaction.request((query) => query(text, values));
  };
  const source = (index?: string): BoundIndex => {
    const at: Place = { ...place, index };
    const comesAgain = index !== undefined && definition.indexes.get(index)?.multiEntry === true;
    const open = (withValue: boolean) => (query?: unknown, direction?: 'next' | 'prev') =>
      Cursor.open({
        transaction,
        place: at,
        query,
        isBackward: direction === 'prev',
        withValue,
        hasIndexes,
        comesAgain,
      });
    return {
      ...recordSource(at, (work) => transaction.request(work)),
      openCursor: open(true),
      openKeyCursor: open(false),
    };
  };
  return {
    ...source(),
    keyPath: definition.keyPath,
    /** All that is stored is taken from the value before anything is awaited. */
    async put(value, key) {
      const text = encodeValue(value);
      const bytes = keyOf(definition, value, key);
      const statement = putRecord(place, bytes, text, hasIndexes ? entriesOf(definition, value) : undefined);
      await write(statement.text, statement.values);
      return decodeKey(bytes);
    },
    async delete(query) {
      if (query === undefined || query === null) throw new DOMException('There is no key to delete.', 'DataError');
      const statement = deleteRecords(place, boundsOf(query), hasIndexes);
      await write(statement.text, statement.values);
    },
    async clear() {
      const statement = deleteRecords(place, boundsOf(undefined), hasIndexes);
      await write(statement.text, statement.values);
    },
    index(name) {
      if (!definition.indexes.has(name)) throw new DOMException(`There is no index ${name}.`, 'NotFoundError');
      return source(name);
    },
  };
}
