import { encodeKey, type Key } from './key-code.ts';

/** What `lib/db` needs of the browser's `IDBKeyRange`. */
export interface KeyRange {
  readonly lower: unknown;
  readonly upper: unknown;
  readonly lowerOpen: boolean;
  readonly upperOpen: boolean;
}

/** Bounds of a query, in bytes. */
export interface Bounds {
  lower?: Uint8Array;
  upper?: Uint8Array;
  lowerOpen: boolean;
  upperOpen: boolean;
}

/** `IDBKeyRange` for a process that has none. */
class NodeKeyRange implements KeyRange {
  readonly lower: unknown;
  readonly upper: unknown;
  readonly lowerOpen: boolean;
  readonly upperOpen: boolean;

  constructor(lower: unknown, upper: unknown, lowerOpen: boolean, upperOpen: boolean) {
    this.lower = lower;
    this.upper = upper;
    this.lowerOpen = lowerOpen;
    this.upperOpen = upperOpen;
  }

  static only(key: Key): NodeKeyRange {
    return new NodeKeyRange(key, key, false, false);
  }

  static bound(lower: Key, upper: Key, lowerOpen = false, upperOpen = false): NodeKeyRange {
    return new NodeKeyRange(lower, upper, lowerOpen, upperOpen);
  }

  static lowerBound(lower: Key, open = false): NodeKeyRange {
    return new NodeKeyRange(lower, undefined, open, true);
  }

  static upperBound(upper: Key, open = false): NodeKeyRange {
    return new NodeKeyRange(undefined, upper, true, open);
  }
}

/** Gives `lib/db` its `IDBKeyRange`, unless there is one. */
export function installKeyRange(): void {
  if (!('IDBKeyRange' in globalThis)) Object.assign(globalThis, { IDBKeyRange: NodeKeyRange });
}

/**
 * Returns the bounds of a key, a range, or of everything.
 * @throws DOMException `DataError` for what is neither
 */
export function boundsOf(query: unknown): Bounds {
  if (query === undefined || query === null) return { lowerOpen: false, upperOpen: false };
  if (!isRange(query)) {
    const key = encodeKey(query);
    return { lower: key, upper: key, lowerOpen: false, upperOpen: false };
  }
  const { lower, upper, lowerOpen, upperOpen } = query;
  return {
    ...(lower !== undefined && { lower: encodeKey(lower) }),
    ...(upper !== undefined && { upper: encodeKey(upper) }),
    lowerOpen,
    upperOpen,
  };
}

function isRange(query: unknown): query is KeyRange {
  return typeof query === 'object' && query !== null && 'lowerOpen' in query && 'upperOpen' in query;
}
