import { decodeKey, type Key } from './key-code.ts';
import { boundsOf } from './key-range.ts';
import type { Query } from './sql.ts';
import { countRecords, type Place, type Selection, type Statement, selectRecords } from './statements.ts';
import { decodeValue } from './value-code.ts';

export interface FoundRow {
  entry: Uint8Array;
  key: Uint8Array;
  value?: string;
}

/** Runs a request: in a transaction of its own, or as a part of one. */
export type Request = <T>(work: (query: Query) => Promise<T>) => Promise<T>;

/** What can be read of a store or an index, as IndexedDB offers it. */
export interface RecordSource {
  get(query: unknown): Promise<unknown>;
  getKey(query: unknown): Promise<Key | undefined>;
  getAll(query?: unknown, count?: number): Promise<unknown[]>;
  getAllKeys(query?: unknown, count?: number): Promise<Key[]>;
  count(query?: unknown): Promise<number>;
}

export function recordSource(place: Place, request: Request): RecordSource {
  const select = async (selection: Selection, withValue: boolean): Promise<FoundRow[]> => {
    const statement = selectRecords(place, selection, withValue);
    return request((query) => rowsOf(query, statement));
  };
  const first = async (query: unknown, withValue: boolean) => {
    if (query === undefined || query === null) throw new DOMException('There is no key to get.', 'DataError');
    const [row] = await select({ bounds: boundsOf(query), limit: 1 }, withValue);
    return row;
  };
  return {
    async get(query) {
      const row = await first(query, true);
      return row && decodeValue(row.value ?? 'null');
    },
    async getKey(query) {
      const row = await first(query, false);
      return row && decodeKey(row.key);
    },
    async getAll(query, count) {
      const rows = await select({ bounds: boundsOf(query), limit: count || undefined }, true);
      return rows.map(({ value }) => decodeValue(value ?? 'null'));
    },
    async getAllKeys(query, count) {
      const rows = await select({ bounds: boundsOf(query), limit: count || undefined }, false);
      return rows.map(({ key }) => decodeKey(key));
    },
    async count(query) {
      const { text, values } = countRecords(place, boundsOf(query));
      const [row] = await request((run) => run<{ count: number }>(text, values));
      return row?.count ?? 0;
    },
  };
}

/** Runs a selection of records. */
export async function rowsOf(query: Query, { text, values }: Statement): Promise<FoundRow[]> {
  return query<FoundRow & Record<string, unknown>>(text, values);
}
