import type { IDBPObjectStore, StoreNames } from 'idb';
import type { LogRow } from '../../domain/log-search/log-row.ts';
import type { Database, LogIndex, LogName, Schema } from '../schema.ts';
import { atomically } from '../transaction.ts';
import { changesByBlock, type LogChange, mergeBlock, placed } from './merge-blocks.ts';
import { readableBlock, readableChanges, readableIndex, rowsOfLog } from './repair-log.ts';

/** As many changes go into blocks in one transaction: those that are next to each other in time, so that few blocks are written again. */
const AT_ONCE = 2_000;
/** Changes that a search looks at beside the blocks; more of them are put into blocks first. */
export const CHANGES_KEPT = 1_000;

/** How many choices a row of each log has. */
export const CHOICES: Record<LogName, number> = { events: 3, runs: 3 };

const STORES: ['logs', 'logBlocks', 'logChanges'] = ['logs', 'logBlocks', 'logChanges'];

type Names = StoreNames<Schema>[];
/** The stores of a transaction that writes an index. */
interface IndexStores {
  logs: IDBPObjectStore<Schema, Names, 'logs', 'readwrite'>;
  logBlocks: IDBPObjectStore<Schema, Names, 'logBlocks', 'readwrite'>;
}

/**
 * Puts the oldest changes of a log into its blocks.
 * @returns how many changes are left at least
 */
export async function foldChanges(database: Database, log: LogName, keep = 0): Promise<number> {
  const total = await database.count('logChanges', rowsOfLog(log));
  if (total <= keep) return 0;
  return atomically(database, STORES, async (transaction) => {
    const store = transaction.objectStore('logChanges');
    const keys = await store.getAllKeys(rowsOfLog(log), AT_ONCE);
    const changes = readableChanges(await store.getAll(rowsOfLog(log), AT_ONCE));
    await putIntoBlocks(
      { logs: transaction.objectStore('logs'), logBlocks: transaction.objectStore('logBlocks') },
      log,
      changes,
    );
    for (const key of keys) await store.delete(key);
    return total - keys.length;
  });
}

/** Merges changes into the blocks that they belong to, as a part of the caller's transaction. */
export async function putIntoBlocks(
  { logs, logBlocks: blocks }: IndexStores,
  log: LogName,
  changes: readonly LogChange[],
  members: Pick<LogIndex, 'missingBefore'> = {},
): Promise<void> {
  const index = readableIndex(await logs.get(log));
  const changed = changesByBlock(index.places, changes);
  let { next } = index;
  const places: LogIndex['places'] = [];
  for (let at = 0; at < Math.max(1, index.places.length); at += 1) {
    const place = index.places[at];
    const own = changed.get(at);
    if (!own) {
      if (place) places.push(place);
      continue;
    }
    const stored = place && (await blocks.get([log, place.block]));
    const block = stored && readableBlock(stored);
    if (place) await blocks.delete([log, place.block]);
    for (const rows of mergeBlock(block, own, CHOICES[log])) {
      const { place: begins, block: packed } = placed(rows);
      await blocks.put(packed, [log, next]);
      places.push({ ...begins, block: next });
      next += 1;
    }
  }
  await logs.put({ ...index, ...members, places, next }, log);
}

/** A row that is in the log. */
export function changeTo(row: LogRow): LogChange {
  return { at: row.at, id: row.id, row };
}
