import { compareRows, type LogRow } from '../../domain/log-search/log-row.ts';
import { BLOCK_ROWS, type LogBlock, packBlock, unpackBlock } from './block.ts';

/** A row as it is now, or that there is none any more. */
export type LogChange = Pick<LogRow, 'at' | 'id'> & { row: LogRow | null };

/** Where a block begins: nothing older is in it, and everything up to the next block's place belongs into it. */
export interface BlockPlace extends Pick<LogRow, 'at' | 'id'> {
  count: number;
}

/** Returns which block a record belongs into: the last one that begins at or before it; the first one for what is older than all. */
export function blockOf(places: readonly BlockPlace[], record: Pick<LogRow, 'at' | 'id'>): number {
  let [low, high] = [0, places.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    const place = places[middle];
    if (place && compareRows(place, record) <= 0) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Returns the changes of each block, by its place in the list. */
export function changesByBlock(
  places: readonly BlockPlace[],
  changes: readonly LogChange[],
): ReadonlyMap<number, readonly LogChange[]> {
  return Map.groupBy(changes, (change) => blockOf(places, change));
}

/**
 * Returns the blocks that take the place of one, oldest first: its rows with the changes; none where nothing is left. Full ones first, so
 * that a log that only grows has full blocks.
 */
export function mergeBlock(block: LogBlock | undefined, changes: readonly LogChange[], choices: number): LogRow[][] {
  const changed = new Map(changes.map((change) => [change.id, change]));
  const rows = (block ? unpackBlock(block, choices) : []).filter(({ id }) => !changed.has(id));
  for (const { row } of changed.values()) if (row) rows.push(row);
  rows.sort(compareRows);
  const merged: LogRow[][] = [];
  for (let at = 0; at < rows.length; at += BLOCK_ROWS) merged.push(rows.slice(at, at + BLOCK_ROWS));
  return merged;
}

/** Packs rows and says where their block is. */
export function placed(rows: readonly LogRow[]): { place: BlockPlace; block: LogBlock } {
  const [{ at, id } = { at: 0, id: '' }] = rows;
  return { place: { at, id, count: rows.length }, block: packBlock(rows) };
}
