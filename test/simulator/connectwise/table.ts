import type { SimulatorClock } from '../clock.ts';

/** A record as REST gives it: members of the published description, plus `_info`. */
export interface Row {
  id: number;
  _info?: Record<string, string>;
  [member: string]: unknown;
}

/** A row to be stored; without an id it gets the next one. */
export interface NewRow {
  id?: number;
  _info?: Record<string, string>;
  [member: string]: unknown;
}

/** Who writes: an API member over REST, or the user in the web client. Ends in `_info.updatedBy`. */
export interface Writer {
  identifier: string;
}

/** Rows by the value at one path. Built when first asked for, kept up to date from then on. */
type Index = Map<string | number, Set<number>>;

/** One table of the simulated ConnectWise. Both REST and the web pages read and write through it. */
export class Table {
  readonly #rows = new Map<number, Row>();
  readonly #indexes = new Map<string, Index>();
  readonly #clock: SimulatorClock;
  #sorted: Row[] | undefined;
  #nextId: number;

  constructor(clock: SimulatorClock, firstId = 1) {
    this.#clock = clock;
    this.#nextId = firstId;
  }

  /** By id ascending. */
  all(): readonly Row[] {
    this.#sorted ??= [...this.#rows.values()].sort((a, b) => a.id - b.id);
    return this.#sorted;
  }

  get(id: number): Row | undefined {
    return this.#rows.get(id);
  }

  /**
   * Rows whose member at `path` (`agreementId`, `company/id`, `externalXRef`) has this value, by id ascending; text is
   * compared without case. Not O(all rows): a company's entries among 20,000 companies are one look-up.
   */
  where(path: string, value: string | number): Row[] {
    const ids = this.#index(path).get(indexKey(value)) ?? [];
    return [...ids].sort((a, b) => a - b).flatMap((id) => this.#rows.get(id) ?? []);
  }

  insert(row: NewRow, by: Writer): Row {
    const id = row.id ?? this.#nextId;
    this.remove(id);
    this.#nextId = Math.max(this.#nextId, id + 1);
    const now = this.#clock.iso();
    const stored: Row = {
      ...structuredClone(row),
      id,
      _info: { lastUpdated: now, updatedBy: by.identifier, dateEntered: now, enteredBy: by.identifier, ...row._info },
    };
    this.#rows.set(id, stored);
    this.#sorted = undefined;
    this.#indexRow(stored);
    return stored;
  }

  update(id: number, members: Record<string, unknown>, by: Writer): Row {
    const row = this.#rows.get(id);
    if (!row) throw new Error(`No row ${id}.`);
    this.#unindexRow(row);
    Object.assign(row, structuredClone(members));
    row._info = { ...row._info, lastUpdated: this.#clock.iso(), updatedBy: by.identifier };
    this.#indexRow(row);
    return row;
  }

  remove(id: number): boolean {
    const row = this.#rows.get(id);
    if (!row) return false;
    this.#unindexRow(row);
    this.#sorted = undefined;
    return this.#rows.delete(id);
  }

  #index(path: string): Index {
    const known = this.#indexes.get(path);
    if (known) return known;
    const index: Index = new Map();
    this.#indexes.set(path, index);
    for (const row of this.#rows.values()) addToIndex(index, path, row);
    return index;
  }

  #indexRow(row: Row): void {
    for (const [path, index] of this.#indexes) addToIndex(index, path, row);
  }

  #unindexRow(row: Row): void {
    for (const [path, index] of this.#indexes) {
      const value = valueAt(row, path);
      if (isIndexable(value)) index.get(indexKey(value))?.delete(row.id);
    }
  }
}

/** The value at `member` or `member/inner` of a record; undefined where a part of the path is absent. */
export function valueAt(record: unknown, path: string): unknown {
  let value = record;
  for (const part of path.split('/')) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Record<string, unknown>)[part];
  }
  return value;
}

function addToIndex(index: Index, path: string, row: Row): void {
  const value = valueAt(row, path);
  if (!isIndexable(value)) return;
  const key = indexKey(value);
  const ids = index.get(key);
  if (ids) ids.add(row.id);
  else index.set(key, new Set([row.id]));
}

function isIndexable(value: unknown): value is string | number {
  return typeof value === 'string' || typeof value === 'number';
}

function indexKey(value: string | number): string | number {
  return typeof value === 'string' ? value.toLowerCase() : value;
}
