import { isFound } from '../../domain/log-search/is-found.ts';
import type { LogFilter } from '../../domain/log-search/log-filter.ts';
import { compareRows, type LogRow } from '../../domain/log-search/log-row.ts';
import type { LogPage, LogSearch } from '../../sync/log-store.ts';
import type { Database, LogIndex, LogName } from '../schema.ts';
import { idsOf, type LogBlock } from './block.ts';
import type { BlockCache } from './block-cache.ts';
import { changesByBlock, type LogChange } from './merge-blocks.ts';
import { othersTurn } from './others-turn.ts';
import { BLOCKS_AT_ONCE, readBlocks } from './read-blocks.ts';
import { readableChanges, readableIndex, repairing, rowsOfLog } from './repair-log.ts';
import { scanBlock } from './scan-block.ts';
import { CHANGES_KEPT, foldChanges } from './tidy-log.ts';

/** Milliseconds of searching after which other work has its turn. */
const SLICE = 12;
/** A search begins again when blocks are replaced under it, at most so often. */
const TRIES = 5;

/** A block was replaced since the search began. */
class Replaced extends Error {
  /** What was found before it. */
  readonly page: LogPage<string>;

  constructor(page: LogPage<string>) {
    super();
    this.page = page;
  }
}

/**
 * Searches a log, newest first: block by block, each with what was changed in its time since. Ends early once its page is full and the
 * time is up, or when it was cancelled; then the total is what was found so far.
 * An index that cannot be read is made again, which the page says as it does of one that is not complete.
 * @returns ids of the records
 */
export function searchLog(
  database: Database,
  cache: BlockCache,
  log: LogName,
  search: LogSearch,
): Promise<LogPage<string>> {
  return repairing(database, log, () => searchIndex(database, cache, log, search));
}

async function searchIndex(
  database: Database,
  cache: BlockCache,
  log: LogName,
  search: LogSearch,
): Promise<LogPage<string>> {
  while ((await foldChanges(database, log, CHANGES_KEPT)) > CHANGES_KEPT) await othersTurn();
  for (let tries = 1; ; tries += 1) {
    try {
      return await searchOnce(database, cache, log, search);
    } catch (error) {
      if (!(error instanceof Replaced)) throw error;
      // While a log is put into the index for the first time, its oldest block is replaced again and again.
      if (tries === TRIES) return { ...error.page, isComplete: false };
    }
  }
}

async function searchOnce(
  database: Database,
  cache: BlockCache,
  log: LogName,
  { filter, key, offset, limit, timeLimit, isCancelled }: LogSearch,
): Promise<LogPage<string>> {
  const { index, changes } = await readIndex(database, log);
  const { places, missingBefore } = index;
  cache.keepOnly(
    log,
    places.map(({ block }) => block),
  );
  const remembered = cache.foundBy(log, key);
  const changed = changesByBlock(places, changes);
  const page: LogPage<string> = {
    rows: [],
    total: 0,
    isComplete: false,
    ...(missingBefore !== undefined && { missingBefore }),
  };
  const began = cache.now();
  let turn = began;
  // Everything is found: only the page's own blocks are read, of the others it is known how many rows they have.
  const isAll = filter.length === 0;
  const atOnce = isAll ? 1 : BLOCKS_AT_ONCE;
  for (let end = Math.max(1, places.length); end > 0; end = Math.max(0, end - atOnce)) {
    const start = Math.max(0, end - atOnce);
    const known = isAll && !changed.has(start) ? places[start]?.count : undefined;
    if (known !== undefined && (page.rows.length >= limit || page.total + known <= offset)) {
      page.total += known;
      continue;
    }
    const blocks = await readBlocks(database, cache, log, places.slice(start, end));
    if (!blocks) throw new Replaced(page);
    for (let at = end - 1; at >= start; at -= 1) {
      const number = places[at]?.block;
      const block = blocks[at - start];
      const rows =
        (number !== undefined && remembered.get(number)) || (block ? scanBlock(block, filter) : new Uint16Array());
      if (number !== undefined) remembered.set(number, rows);
      const found = withChanges(block, rows, changed.get(at), filter);
      const before = Math.max(0, offset - page.total);
      if (page.rows.length < limit && found.count > before)
        page.rows.push(...found.ids().slice(before, before + limit - page.rows.length));
      page.total += found.count;
    }
    if (isCancelled()) return page;
    const isTimeUp = timeLimit !== undefined && cache.now() - began >= timeLimit;
    if (start > 0 && isTimeUp && page.rows.length >= limit) return page;
    if (cache.now() - turn >= SLICE) {
      await othersTurn();
      turn = cache.now();
    }
  }
  return { ...page, isComplete: true };
}

async function readIndex(
  database: Database,
  log: LogName,
): Promise<{ index: LogIndex; changes: readonly LogChange[] }> {
  const transaction = database.transaction(['logs', 'logChanges']);
  const [index, changes] = await Promise.all([
    transaction.objectStore('logs').get(log),
    transaction.objectStore('logChanges').getAll(rowsOfLog(log)),
  ]);
  return { index: readableIndex(index), changes: readableChanges(changes) };
}

/** Rows that were found in a block, with what was changed in its time instead of what the block has of it. */
function withChanges(
  block: LogBlock | undefined,
  rows: Uint16Array,
  changes: readonly LogChange[] | undefined,
  filter: LogFilter,
): { count: number; ids: () => string[] } {
  if (!changes) return { count: rows.length, ids: () => (block ? idsOfRows(block, rows).reverse() : []) };
  const replaced = new Set(changes.map(({ id }) => id));
  const kept: Pick<LogRow, 'at' | 'id'>[] = [];
  if (block && rows.length > 0) {
    const ids = idsOf(block);
    for (const row of rows) {
      const id = ids[row] ?? '';
      if (!replaced.has(id)) kept.push({ at: block.at[row] ?? 0, id });
    }
  }
  for (const { row } of changes) if (row && isFound(row, filter)) kept.push(row);
  return {
    count: kept.length,
    ids: () =>
      kept
        .sort(compareRows)
        .reverse()
        .map(({ id }) => id),
  };
}

function idsOfRows(block: LogBlock, rows: Uint16Array): string[] {
  const ids = idsOf(block);
  return Array.from(rows, (row) => ids[row] ?? '');
}
