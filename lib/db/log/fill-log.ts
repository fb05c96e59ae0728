import { eventRow } from '../../domain/log-search/event-fields.ts';
import type { LogRow } from '../../domain/log-search/log-row.ts';
import { runRow } from '../../domain/log-search/run-fields.ts';
import { readableEntry } from '../readable/readable-entry.ts';
import { readableEvent } from '../readable/readable-event.ts';
import { readableRun } from '../readable/readable-run.ts';
import type { Database, LogName } from '../schema.ts';
import { atomically, type Write } from '../transaction.ts';
import { readableIndex } from './repair-log.ts';
import { changeTo, putIntoBlocks } from './tidy-log.ts';

/** So many records of an older version are read in one transaction. */
const AT_ONCE = 2_000;

const STORES: ['logs', 'logBlocks', 'logChanges', 'events', 'runs', 'journal'] = [
  'logs',
  'logBlocks',
  'logChanges',
  'events',
  'runs',
  'journal',
];
type Filling = Write<typeof STORES>;

/**
 * Puts a part of what was stored before there was a search index into it, the newest first.
 * @returns whether something is still missing
 */
export function fillLog(database: Database, log: LogName): Promise<boolean> {
  return atomically(database, STORES, async (transaction) => {
    const { missingBefore } = readableIndex(await transaction.objectStore('logs').get(log));
    if (missingBefore === undefined) return false;
    const byTime = transaction.objectStore(log).index('byTime');
    const older = await byTime.openKeyCursor(IDBKeyRange.upperBound(missingBefore, true), 'prev');
    // All of one moment are read together, so that none is left between two parts.
    const from = older && (await older.advance(AT_ONCE - 1))?.key;
    const range = from
      ? IDBKeyRange.bound(from, missingBefore, false, true)
      : IDBKeyRange.upperBound(missingBefore, true);
    const rows = await rowsOf(transaction, log, range);
    await putIntoBlocks(
      { logs: transaction.objectStore('logs'), logBlocks: transaction.objectStore('logBlocks') },
      log,
      rows.map(changeTo),
      { missingBefore: from ?? undefined },
    );
    return from !== undefined && from !== null;
  });
}

async function rowsOf(transaction: Filling, log: LogName, range: IDBKeyRange): Promise<LogRow[]> {
  if (log === 'events')
    return (await transaction.objectStore('events').index('byTime').getAll(range)).map((event) =>
      eventRow(readableEvent(event)),
    );
  const byRun = transaction.objectStore('journal').index('byRun');
  const runs = await transaction.objectStore('runs').index('byTime').getAll(range);
  return Promise.all(
    runs.map(async (run) => runRow(readableRun(run), (await byRun.getAll(run.id)).map(readableEntry))),
  );
}
