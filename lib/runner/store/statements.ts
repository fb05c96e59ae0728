import type { Bounds } from './key-range.ts';
import type { IndexEntry } from './store-definition.ts';

/** A statement with its values. */
export interface Statement {
  text: string;
  values: unknown[];
}

/** The records of a store, or an index of it. */
export interface Place {
  schema: string;
  store: string;
  /** Absent: the records by their own key. */
  index?: string | undefined;
}

/** Where a cursor is. */
export interface Position {
  /** The key that the cursor goes by: of the index, else the record's own. */
  key: Uint8Array;
  primaryKey: Uint8Array;
}

export interface Selection {
  bounds: Bounds;
  limit?: number | undefined;
  /** Only what comes after this. */
  after?: Position | undefined;
  /** As many are passed over. */
  skip?: number | undefined;
  /** From the last to the first. */
  isBackward?: boolean | undefined;
}

/** Selects records in order: `entry` (the key that it goes by), `key` (the record's own), and `value` where that is wanted. */
export function selectRecords(place: Place, selection: Selection, withValue: boolean): Statement {
  const { schema, store, index } = place;
  const { bounds, limit, after, skip, isBackward } = selection;
  const statement = new Building([store]);
  const by = index === undefined ? 'r.key' : 'e.entry';
  const where = index === undefined ? ['r.store = $1'] : ['e.store = $1', `e.name = ${statement.add(index)}`];
  where.push(...statement.within(by, bounds));
  const compare = isBackward ? '<' : '>';
  if (after) {
    where.push(
      index === undefined
        ? `r.key ${compare} ${statement.add(after.key)}`
        : `(e.entry, e.key) ${compare} (${statement.add(after.key)}, ${statement.add(after.primaryKey)})`,
    );
  }
  const direction = isBackward ? ' DESC' : '';
  const from =
    index === undefined
      ? `FROM ${schema}.records r`
      : `FROM ${schema}.index_entries e${withValue ? ` JOIN ${schema}.records r ON r.store = e.store AND r.key = e.key` : ''}`;
  const columns = index === undefined ? 'r.key AS entry, r.key AS key' : 'e.entry AS entry, e.key AS key';
  const order = index === undefined ? `r.key${direction}` : `e.entry${direction}, e.key${direction}`;
  const text = `SELECT ${columns}${withValue ? ', r.value AS value' : ''} ${from} WHERE ${where.join(' AND ')} ORDER BY ${order}`;
  const most = limit === undefined ? '' : ` LIMIT ${statement.add(limit)}`;
  const from0 = skip ? ` OFFSET ${statement.add(skip)}` : '';
  return { text: text + most + from0, values: statement.values };
}

/** Counts records. */
export function countRecords({ schema, store, index }: Place, bounds: Bounds): Statement {
  const statement = new Building([store]);
  const isIndex = index !== undefined;
  const where = ['store = $1', ...(isIndex ? [`name = ${statement.add(index)}`] : [])];
  where.push(...statement.within(isIndex ? 'entry' : 'key', bounds));
  const table = isIndex ? 'index_entries' : 'records';
  return {
    text: `SELECT count(*)::int AS count FROM ${schema}.${table} WHERE ${where.join(' AND ')}`,
    values: statement.values,
  };
}

/** Stores a record in place of the one with its key, and its places in the indexes. One statement. */
export function putRecord(
  { schema, store }: Place,
  key: Uint8Array,
  value: string,
  entries: readonly IndexEntry[] | undefined,
): Statement {
  const record = `INSERT INTO ${schema}.records (store, key, value) VALUES ($1, $2, $3)
    ON CONFLICT (store, key) DO UPDATE SET value = excluded.value`;
  if (!entries) return { text: record, values: [store, key, value] };
  const names = entries.map(({ name }) => name);
  const keys = entries.map(({ entry }) => Buffer.from(entry).toString('hex'));
  const wanted = `SELECT n.name, decode(n.entry, 'hex') AS entry FROM unnest($4::text[], $5::text[]) AS n(name, entry)`;
  return {
    text: `WITH wanted AS (${wanted}),
    gone AS (DELETE FROM ${schema}.index_entries e WHERE e.store = $1 AND e.key = $2
      AND NOT EXISTS (SELECT 1 FROM wanted w WHERE w.name = e.name AND w.entry = e.entry)),
    added AS (INSERT INTO ${schema}.index_entries (store, name, entry, key)
      SELECT $1, w.name, w.entry, $2 FROM wanted w ON CONFLICT DO NOTHING)
    ${record}`,
    values: [store, key, value, names, keys],
  };
}

/** Deletes records with their places in the indexes. One statement. */
export function deleteRecords({ schema, store }: Place, bounds: Bounds, hasIndexes: boolean): Statement {
  const statement = new Building([store]);
  const gone = `DELETE FROM ${schema}.records WHERE ${['store = $1', ...statement.within('key', bounds)].join(' AND ')}`;
  const text = hasIndexes
    ? `WITH gone AS (${gone} RETURNING key) DELETE FROM ${schema}.index_entries e USING gone WHERE e.store = $1 AND e.key = gone.key`
    : gone;
  return { text, values: statement.values };
}

/** Numbers the values of a statement. */
class Building {
  readonly values: unknown[];

  constructor(values: unknown[]) {
    this.values = values;
  }

  add(value: unknown): string {
    this.values.push(value);
    return `$${this.values.length}`;
  }

  within(column: string, { lower, upper, lowerOpen, upperOpen }: Bounds): string[] {
    return [
      ...(lower ? [`${column} ${lowerOpen ? '>' : '>='} ${this.add(lower)}`] : []),
      ...(upper ? [`${column} ${upperOpen ? '<' : '<='} ${this.add(upper)}`] : []),
    ];
  }
}
