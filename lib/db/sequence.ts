import type { IDBPObjectStore, StoreNames } from 'idb';
import type { Schema } from './schema.ts';

const SEQUENCE = 'event-sequence';

type Counters = IDBPObjectStore<Schema, StoreNames<Schema>[], 'counters', 'readwrite'>;

/** Reserves so many numbers in a row, larger than every one before; returns the first. Part of the caller's transaction. */
export async function nextSequences(counters: Counters, count: number): Promise<number> {
  const last = (await counters.get(SEQUENCE))?.value ?? 0;
  if (count > 0) await counters.put({ name: SEQUENCE, value: last + count });
  return last + 1;
}
