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

/** Who writes: an API member over REST, or the person in the web client. Ends in `_info.updatedBy`. */
export interface Writer {
  identifier: string;
}

/** One table of the simulated ConnectWise. Both REST and the web pages read and write through it. */
export class Table {
  readonly #rows = new Map<number, Row>();
  readonly #clock: SimulatorClock;
  #nextId: number;

  constructor(clock: SimulatorClock, firstId = 1) {
    this.#clock = clock;
    this.#nextId = firstId;
  }

  /** By id ascending. */
  all(): Row[] {
    return [...this.#rows.values()].sort((a, b) => a.id - b.id);
  }

  get(id: number): Row | undefined {
    return this.#rows.get(id);
  }

  insert(row: NewRow, by: Writer): Row {
    const id = row.id ?? this.#nextId;
    this.#nextId = Math.max(this.#nextId, id + 1);
    const now = this.#clock.iso();
    const stored: Row = {
      ...structuredClone(row),
      id,
      _info: { lastUpdated: now, updatedBy: by.identifier, dateEntered: now, enteredBy: by.identifier, ...row._info },
    };
    this.#rows.set(id, stored);
    return stored;
  }

  update(id: number, members: Record<string, unknown>, by: Writer): Row {
    const row = this.#rows.get(id);
    if (!row) throw new Error(`No row ${id}.`);
    Object.assign(row, structuredClone(members));
    row._info = { ...row._info, lastUpdated: this.#clock.iso(), updatedBy: by.identifier };
    return row;
  }

  remove(id: number): boolean {
    return this.#rows.delete(id);
  }
}
