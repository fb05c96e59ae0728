import { eventKey } from '../domain/log-search/event-fields.ts';
import type { LogPage, LogSearch, LogStore } from '../sync/log-store.ts';
import type { StoredEvent } from '../sync/store.ts';
import type { BlockCache } from './log/block-cache.ts';
import { fillLog } from './log/fill-log.ts';
import { readAhead } from './log/read-blocks.ts';
import { repairing } from './log/repair-log.ts';
import { searchLog } from './log/search-log.ts';
import { foldChanges } from './log/tidy-log.ts';
import { readableEvent } from './readable/readable-event.ts';
import { readableRun } from './readable/readable-run.ts';
import type { Database, LogName } from './schema.ts';

const LOGS: readonly LogName[] = ['events', 'runs'];
/** Changes are put into blocks when it is worth a block's writing: a search looks at the others as they are. */
const WORTH_IT = 500;

/** The event log and the journal, searched through their index. */
export function logStore(database: Database, cache: BlockCache): LogStore<StoredEvent> {
  const find = async (log: LogName, search: LogSearch): Promise<LogPage<string>> => {
    const page = await searchLog(database, cache, log, search);
    // The page comes first. What cannot be read here, the search reads.
    if (search.filter.length === 0 && search.offset === 0)
      void readAhead(database, cache, log, search.isCancelled).catch(() => undefined);
    return page;
  };
  return {
    searchEvents: async (search) => {
      const page = await find('events', search);
      const { store } = database.transaction('events');
      return recordsOf(page, (id) => store.get(eventKey(id)), readableEvent);
    },
    searchRuns: async (search) => {
      const page = await find('runs', search);
      const { store } = database.transaction('runs');
      return recordsOf(page, (id) => store.get(id), readableRun);
    },
    tidyLogs: async (keep = WORTH_IT) => {
      let isLeft = false;
      for (const log of LOGS) {
        const left = await repairing(database, log, async () => {
          const isUnfolded = (await foldChanges(database, log, keep)) > keep;
          return (await fillLog(database, log)) || isUnfolded;
        });
        isLeft = left || isLeft;
      }
      cache.tidy();
      return isLeft;
    },
  };
}

/** A record that was deleted since it was found is left out. */
async function recordsOf<T>(
  { rows, ...page }: LogPage<string>,
  read: (id: string) => Promise<T | undefined>,
  readable: (stored: T) => T,
): Promise<LogPage<T>> {
  const records = await Promise.all(rows.map(read));
  return { ...page, rows: records.filter((record) => record !== undefined).map(readable) };
}
