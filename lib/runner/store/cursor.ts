import { decodeKey, type Key } from './key-code.ts';
import { boundsOf } from './key-range.ts';
import { type FoundRow, rowsOf } from './record-source.ts';
import { deleteRecords, type Place, type Position, selectRecords } from './statements.ts';
import type { StoreTransaction } from './transaction.ts';
import { decodeValue } from './value-code.ts';

/** Rows that are read at a time; the first time fewer, for many cursors look at one row only. */
const FIRST = 8;
const MORE = 100;

interface CursorOptions {
  transaction: StoreTransaction;
  place: Place;
  query: unknown;
  isBackward: boolean;
  withValue: boolean;
  hasIndexes: boolean;
  /** Whether it may come to a record more than once. */
  comesAgain: boolean;
}

/** Goes through the records of a store or an index, in order; reads ahead as long as nothing is written to the store. */
export class Cursor {
  readonly #options: CursorOptions;
  #rows: FoundRow[];
  #at = 0;
  #readAt: number;

  private constructor(options: CursorOptions, rows: FoundRow[]) {
    this.#options = options;
    this.#rows = rows;
    this.#readAt = options.transaction.writesTo(options.place.store);
  }

  /** Answers null where there is no record. */
  static async open(options: CursorOptions): Promise<Cursor | null> {
    const rows = await read(options, { limit: FIRST });
    return rows.length > 0 ? new Cursor(options, rows) : null;
  }

  get key(): Key {
    return decodeKey(this.#row.entry);
  }

  get primaryKey(): Key {
    return decodeKey(this.#row.key);
  }

  get value(): unknown {
    return decodeValue(this.#row.value ?? 'null');
  }

  continue(): Promise<Cursor | null> {
    return this.advance(1);
  }

  async advance(count: number): Promise<Cursor | null> {
    const { transaction, place } = this.#options;
    const isOld = transaction.writesTo(place.store) !== this.#readAt;
    if (!isOld && this.#at + count < this.#rows.length) {
      this.#at += count;
      return this;
    }
    // Rows read ahead count where they still hold; else it is counted from where the cursor is.
    const last = isOld ? this.#row : (this.#rows.at(-1) ?? this.#row);
    const skip = count - 1 - (isOld ? 0 : this.#rows.length - 1 - this.#at);
    const after: Position = { key: last.entry, primaryKey: last.key };
    this.#rows = await read(this.#options, { limit: MORE, after, skip });
    this.#at = 0;
    this.#readAt = transaction.writesTo(place.store);
    return this.#rows.length > 0 ? this : null;
  }

  /** Deletes the record that it is at. */
  async delete(): Promise<void> {
    const { transaction, place, hasIndexes, comesAgain } = this.#options;
    const { key } = this.#row;
    // Elsewhere what it read ahead holds: the deleted record is behind it.
    if (comesAgain) transaction.noteWrite(place.store);
    const bounds = { lower: key, upper: key, lowerOpen: false, upperOpen: false };
    const { text, values } = deleteRecords(place, bounds, hasIndexes);
    await transaction.request((query) => query(text, values));
  }

  get #row(): FoundRow {
    const row = this.#rows[this.#at];
    if (!row) throw new DOMException('The cursor is behind the last record.', 'InvalidStateError');
    return row;
  }
}

function read(
  { transaction, place, query, isBackward, withValue }: CursorOptions,
  selection: { limit: number; after?: Position; skip?: number },
): Promise<FoundRow[]> {
  const statement = selectRecords(place, { bounds: boundsOf(query), isBackward, ...selection }, withValue);
  return transaction.request((run) => rowsOf(run, statement));
}
