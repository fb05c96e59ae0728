import type { LogName } from '../schema.ts';
import { bytesOf, type LogBlock } from './block.ts';

/** Blocks above this are read again at each search: about 600,000 events. */
const MOST_BYTES = 96 * 1024 * 1024;
/** Milliseconds after the last search until what was read for it is given back. */
const KEPT = 60_000;
/** Milliseconds for which it is remembered which rows a query finds: names and waits that it depends on change. */
const REMEMBERED = 10_000;

/** Rows that a query finds in each block that was searched. */
export type FoundRows = Map<number, Uint16Array>;

/**
 * What searches keep in memory. Blocks are never changed, so what was read stays true; that a block was replaced shows in the index,
 * which is read at each search.
 */
export interface BlockCache {
  get(log: LogName, block: number): LogBlock | undefined;
  put(log: LogName, block: number, value: LogBlock): void;
  /** Forgets the blocks of a log that are not among these. */
  keepOnly(log: LogName, blocks: readonly number[]): void;
  /** What is known of a query; empty for another one than the last. */
  foundBy(log: LogName, key: string): FoundRows;
  /** Gives the memory back when there was no search for a while. */
  tidy(): void;
  /** Milliseconds of a clock that only goes forward. */
  now(): number;
}

export function createBlockCache(now: () => number = () => performance.now()): BlockCache {
  const blocks = new Map<LogName, Map<number, LogBlock>>();
  let bytes = 0;
  let usedAt = 0;
  let remembered = { log: '', key: '', at: 0, found: new Map<number, Uint16Array>() };
  const of = (log: LogName) => {
    const known = blocks.get(log) ?? new Map<number, LogBlock>();
    blocks.set(log, known);
    return known;
  };
  return {
    get: (log, block) => of(log).get(block),
    put: (log, block, value) => {
      const size = bytesOf(value);
      if (bytes + size > MOST_BYTES || of(log).has(block)) return;
      of(log).set(block, value);
      bytes += size;
    },
    keepOnly: (log, kept) => {
      const wanted = new Set(kept);
      for (const [block, value] of of(log)) {
        if (wanted.has(block)) continue;
        of(log).delete(block);
        bytes -= bytesOf(value);
      }
    },
    foundBy: (log, key) => {
      usedAt = now();
      const isSame = remembered.log === log && remembered.key === key && now() - remembered.at < REMEMBERED;
      if (!isSame) remembered = { log, key, at: now(), found: new Map() };
      return remembered.found;
    },
    tidy: () => {
      if (now() - usedAt < KEPT) return;
      blocks.clear();
      bytes = 0;
      remembered = { log: '', key: '', at: 0, found: new Map() };
    },
    now,
  };
}
