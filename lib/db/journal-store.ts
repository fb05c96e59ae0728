import type { JournalEntry } from '../domain/change.ts';
import type { SyncStore } from '../sync/store.ts';
import type { Database } from './schema.ts';
import { atomically } from './transaction.ts';

type JournalStore = Pick<SyncStore, 'putJournal' | 'journalOfRun' | 'journal' | 'pruneJournal'>;

/** What was written, by whom and why; read by people, so newest first. */
export function journalStore(database: Database): JournalStore {
  return {
    putJournal: async (entry) => {
      await database.put('journal', entry);
    },
    journalOfRun: (runId) => database.getAllFromIndex('journal', 'byRun', runId),
    journal: (filter) => newest(database, filter),
    pruneJournal: (before) =>
      atomically(database, ['journal', 'runs', 'events', 'problems', 'outbox'], async (transaction) => {
        const journal = transaction.objectStore('journal');
        for (const key of await journal.index('byTime').getAllKeys(IDBKeyRange.upperBound([before]))) {
          await journal.delete(key);
        }
        const runs = transaction.objectStore('runs');
        for (const key of await runs.index('byTime').getAllKeys(IDBKeyRange.upperBound(before, true))) {
          await runs.delete(key);
        }
        const events = transaction.objectStore('events');
        let event = await events.index('byTime').openCursor(IDBKeyRange.upperBound(before, true));
        while (event) {
          if (event.value.state !== 'waiting') await event.delete();
          event = await event.continue();
        }
        const problems = transaction.objectStore('problems');
        for (const key of await problems.index('byEnd').getAllKeys(IDBKeyRange.upperBound(before, true))) {
          // Its ticket has still to be told.
          if (!(await transaction.objectStore('outbox').getKey(`ticket:${key}`))) await problems.delete(key);
        }
      }),
  };
}

async function newest(database: Database, filter: { companyId?: number; limit: number }): Promise<JournalEntry[]> {
  const store = database.transaction('journal').store;
  const found: JournalEntry[] = [];
  let cursor =
    filter.companyId === undefined
      ? await store.index('byTime').openCursor(null, 'prev')
      : await store
          .index('byCompany')
          .openCursor(IDBKeyRange.bound([filter.companyId, ''], [filter.companyId, '\uffff']), 'prev');
  while (cursor && found.length < filter.limit) {
    found.push(cursor.value);
    cursor = await cursor.continue();
  }
  return found;
}
