import type { JournalEntry } from '../domain/change.ts';
import type { SyncStore } from '../sync/store.ts';
import type { Database } from './schema.ts';
import { atomically } from './transaction.ts';

type JournalStore = Pick<SyncStore, 'putJournal' | 'journalOfRun' | 'unclearWrites' | 'journal' | 'pruneJournal'>;

/** What was written, by whom and why; read by users, therefore newest first. */
export function journalStore(database: Database): JournalStore {
  return {
    putJournal: async (entry) => {
      await database.put('journal', entry);
    },
    journalOfRun: (runId) => database.getAllFromIndex('journal', 'byRun', runId),
    unclearWrites: () => database.getAllFromIndex('journal', 'byLook'),
    journal: (filter) => newest(database, filter),
    pruneJournal: (before) =>
      atomically(database, ['journal', 'runs', 'events', 'incidents', 'outbox'], async (transaction) => {
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
        const incidents = transaction.objectStore('incidents');
        for (const key of await incidents.index('byEnd').getAllKeys(IDBKeyRange.upperBound(before, true))) {
          // Its ticket has still to be updated.
          if (!(await transaction.objectStore('outbox').getKey(`ticket:${key}`))) await incidents.delete(key);
        }
      }),
  };
}

async function newest(
  database: Database,
  { companyId, limit, before }: Parameters<SyncStore['journal']>[0],
): Promise<JournalEntry[]> {
  const store = database.transaction('journal').store;
  const found: JournalEntry[] = [];
  let cursor =
    companyId === undefined
      ? await store.index('byTime').openCursor(before && IDBKeyRange.upperBound([before.at, before.id], true), 'prev')
      : await store
          .index('byCompany')
          .openCursor(IDBKeyRange.bound([companyId, ''], [companyId, before?.at ?? '\uffff']), 'prev');
  while (cursor && found.length < limit) {
    // The index of companies holds times, not entries: those of the same moment that were listed before come again.
    const { at, id } = cursor.value;
    if (!before || at < before.at || id < before.id) found.push(cursor.value);
    cursor = await cursor.continue();
  }
  return found;
}
