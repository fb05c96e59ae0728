import { isListOf, isNumber, isObject, isText, type Test } from '../readable/members.ts';
import type { Database, LogIndex, LogName } from '../schema.ts';
import { atomically } from '../transaction.ts';
import type { LogBlock } from './block.ts';
import type { LogChange } from './merge-blocks.ts';

/** Behind every time: all that is in a log is older, and still missing in its index. */
export const EVER = '\uffff';

/** A row of a log's search index cannot be read. All of it can be made again from the log itself. */
export class BrokenIndex extends Error {}

export const NEW_INDEX: LogIndex = { places: [], next: 1 };

/** All changes, or all blocks, of a log. */
export function rowsOfLog(log: LogName): IDBKeyRange {
  return IDBKeyRange.bound([log], [log, []]);
}

const isIndex = isObject(
  { places: isListOf(isObject({ at: isNumber, id: isText, count: isNumber, block: isNumber })), next: isNumber },
  { missingBefore: isText },
);
const isRow = isObject(
  { at: isNumber, id: isText, choices: isListOf(isNumber), texts: isListOf(isText) },
  { amount: isNumber },
);
const isChange = isObject({ at: isNumber, id: isText, row: (value) => value === null || isRow(value) });
/** By name: values of another realm are no instances of the classes of this one. */
const isArray =
  (name: string): Test =>
  (value) =>
    Object.prototype.toString.call(value) === `[object ${name}]`;
const isBlock = isObject({
  at: isArray('Float64Array'),
  choices: isArray('Uint16Array'),
  amounts: (value) => value === null || isArray('Float64Array')(value),
  texts: isArray('Uint16Array'),
  starts: isArray('Uint32Array'),
  text: isText,
  ids: isText,
});

/** @throws BrokenIndex */
export function readableIndex(stored: LogIndex | undefined): LogIndex {
  if (stored !== undefined && !isIndex(stored)) throw new BrokenIndex();
  return stored ?? NEW_INDEX;
}

/** @throws BrokenIndex */
export function readableBlock(stored: LogBlock): LogBlock {
  const isWhole = isBlock(stored) && stored.at.length > 0 && stored.choices.length === stored.at.length;
  if (!isWhole || stored.texts.length % stored.at.length !== 0) throw new BrokenIndex();
  return stored;
}

/** @throws BrokenIndex */
export function readableChanges(stored: readonly LogChange[]): readonly LogChange[] {
  if (!stored.every(isChange)) throw new BrokenIndex();
  return stored;
}

/**
 * Empties the index of a log, so that it is filled again from the log, a part at a time. New blocks get new numbers: those of the old ones
 * may be in memory.
 */
export function resetLog(database: Database, log: LogName): Promise<void> {
  return atomically(database, ['logs', 'logBlocks', 'logChanges'], async (transaction) => {
    const logs = transaction.objectStore('logs');
    const blocks = transaction.objectStore('logBlocks');
    const before: Partial<LogIndex> = (await logs.get(log)) ?? {};
    const [, last = 0] = (await blocks.getAllKeys(rowsOfLog(log))).at(-1) ?? [];
    const next = Math.max(last + 1, isNumber(before.next) ? (before.next ?? 1) : 1);
    await blocks.delete(rowsOfLog(log));
    await transaction.objectStore('logChanges').delete(rowsOfLog(log));
    await logs.put({ places: [], next, missingBefore: EVER }, log);
  });
}

/** Does work on a log's index, and once more with an empty one where a row of it cannot be read. */
export async function repairing<T>(database: Database, log: LogName, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof BrokenIndex)) throw error;
    await resetLog(database, log);
    return work();
  }
}
