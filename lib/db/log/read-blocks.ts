import type { Database, LogIndex, LogName } from '../schema.ts';
import type { LogBlock } from './block.ts';
import type { BlockCache } from './block-cache.ts';
import { othersTurn } from './others-turn.ts';
import { readableBlock, readableIndex } from './repair-log.ts';

/** Blocks that are read in one go, and searched before the next go. */
export const BLOCKS_AT_ONCE = 16;

/** Blocks from memory, the others from the database in one transaction; undefined: one was replaced. */
export async function readBlocks(
  database: Database,
  cache: BlockCache,
  log: LogName,
  places: LogIndex['places'],
): Promise<LogBlock[] | undefined> {
  const known = places.map(({ block }) => cache.get(log, block));
  if (known.every((block) => block !== undefined)) return known;
  const store = database.transaction('logBlocks').store;
  const blocks = await Promise.all(
    places.map(async ({ block }, at) => {
      const stored = known[at] ?? (await store.get([log, block]));
      const read = stored && (known[at] ?? readableBlock(stored));
      if (read) cache.put(log, block, read);
      return read;
    }),
  );
  return blocks.every((block) => block !== undefined) ? blocks : undefined;
}

/**
 * Reads blocks that are not asked for yet, newest first, a part at a time: whoever opens a log may type a text next, which then finds
 * them in memory.
 * @param isCancelled whether nobody looks any more, or a search reads them now
 */
export async function readAhead(
  database: Database,
  cache: BlockCache,
  log: LogName,
  isCancelled: () => boolean,
): Promise<void> {
  const { places } = readableIndex(await database.get('logs', log));
  for (let end = places.length; end > 0 && !isCancelled(); end -= BLOCKS_AT_ONCE) {
    await readBlocks(database, cache, log, places.slice(Math.max(0, end - BLOCKS_AT_ONCE), end));
    await othersTurn();
  }
}
