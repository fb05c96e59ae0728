import type { IDBPObjectStore, StoreNames } from 'idb';
import type { Run } from '../../domain/change.ts';
import { eventRow } from '../../domain/log-search/event-fields.ts';
import type { LogRow } from '../../domain/log-search/log-row.ts';
import { runRow } from '../../domain/log-search/run-fields.ts';
import type { StoredEvent } from '../../sync/store.ts';
import { readableEntry } from '../readable/readable-entry.ts';
import { readableEvent } from '../readable/readable-event.ts';
import { readableRun } from '../readable/readable-run.ts';
import type { LogName, Schema } from '../schema.ts';

/*
 * What a write of a log notes for its search, in the same transaction: one small row, which later goes into a block with many others
 * (`tidy-log.ts`). Until then a search looks at it instead of what the block has.
 */

type Names = StoreNames<Schema>[];
type Written<Name extends StoreNames<Schema>> = IDBPObjectStore<Schema, Names, Name, 'readwrite'>;

/** The stores of a transaction that writes runs. */
export interface RunStores {
  runs: Pick<Written<'runs'>, 'put'>;
  journal: Pick<Written<'journal'>, 'index'>;
  changes: Pick<Written<'logChanges'>, 'put'>;
}

/** Stores an event. */
export async function putEvent(
  events: Pick<Written<'events'>, 'put'>,
  changes: Pick<Written<'logChanges'>, 'put'>,
  event: StoredEvent,
): Promise<void> {
  await events.put(event);
  await noteRow(changes, 'events', eventRow(readableEvent(event)));
}

/** Stores a run. */
export async function putRun(stores: RunStores, run: Run): Promise<void> {
  await stores.runs.put(run);
  await noteRun(stores, run);
}

/** Notes a run with all that it wrote; of one that goes on, what it writes is noted at its end. */
export async function noteRun({ journal, changes }: Omit<RunStores, 'runs'>, stored: Run): Promise<void> {
  const run = readableRun(stored);
  const entries = run.state === 'running' ? [] : await journal.index('byRun').getAll(run.id);
  await noteRow(changes, 'runs', runRow(run, entries.map(readableEntry)));
}

/** Notes that a record was deleted. */
export async function noteGone(
  changes: Pick<Written<'logChanges'>, 'put'>,
  log: LogName,
  { at, id }: LogRow,
): Promise<void> {
  await changes.put({ at, id, row: null }, [log, at, id]);
}

async function noteRow(changes: Pick<Written<'logChanges'>, 'put'>, log: LogName, row: LogRow): Promise<void> {
  await changes.put({ at: row.at, id: row.id, row }, [log, row.at, row.id]);
}
