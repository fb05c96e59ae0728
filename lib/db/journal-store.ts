import type { JournalEntry } from '../domain/change.ts';
import type { ConnectionPair } from '../domain/connection-pair.ts';
import { eventRow } from '../domain/log-search/event-fields.ts';
import { runRow } from '../domain/log-search/run-fields.ts';
import type { SyncStore } from '../sync/store.ts';
import { noteGone, noteRun } from './log/log-changes.ts';
import { isOfTenant, ownKey } from './owned.ts';
import { readableEntry } from './readable/readable-entry.ts';
import { readableEvent } from './readable/readable-event.ts';
import { readableRun } from './readable/readable-run.ts';
import type { Database } from './schema.ts';
import { atomically } from './transaction.ts';

type JournalStore = Pick<SyncStore, 'putJournal' | 'journalOfRun' | 'unclearWrites' | 'journal' | 'pruneJournal'>;

/** What was written, by whom and why; read by users, so newest first. */
export function journalStore(database: Database, pair: ConnectionPair): JournalStore {
  return {
    putJournal: (entry) => putEntry(database, entry),
    journalOfRun: async (runId) => (await database.getAllFromIndex('journal', 'byRun', runId)).map(readableEntry),
    unclearWrites: async () => {
      const unclear = (await database.getAllFromIndex('journal', 'byLook')).map(readableEntry);
      // It cannot be looked for: what it was is not known.
      return unclear.filter((entry) => entry.unclear && !entry.unreadable);
    },
    journal: (filter) => newest(database, pair, filter),
    pruneJournal: (before) =>
      atomically(database, ['journal', 'runs', 'events', 'incidents', 'outbox', 'logChanges'], async (transaction) => {
        const journal = transaction.objectStore('journal');
        for (const key of await journal.index('byTime').getAllKeys(IDBKeyRange.upperBound([before]))) {
          await journal.delete(key);
        }
        const older = IDBKeyRange.upperBound(before, true);
        const changes = transaction.objectStore('logChanges');
        let run = await transaction.objectStore('runs').index('byTime').openCursor(older);
        while (run) {
          await run.delete();
          await noteGone(changes, 'runs', runRow(readableRun(run.value), []));
          run = await run.continue();
        }
        let event = await transaction.objectStore('events').index('byTime').openCursor(older);
        while (event) {
          const read = readableEvent(event.value);
          if (read.state !== 'waiting') {
            await event.delete();
            await noteGone(changes, 'events', eventRow(read));
          }
          event = await event.continue();
        }
        const incidents = transaction.objectStore('incidents');
        for (const key of await incidents.index('byEnd').getAllKeys(IDBKeyRange.upperBound(before, true))) {
          // Its ticket still has to be updated.
          const [tenant, portal, incident] = key;
          const work = ownKey({ tenant, portal }, `ticket:${incident}`);
          if (!(await transaction.objectStore('outbox').getKey(work))) await incidents.delete(key);
        }
      }),
  };
}

/** An entry whose run has ended is looked for in what its run is found by. */
function putEntry(database: Database, entry: JournalEntry): Promise<void> {
  return atomically(
    database,
    ['journal', 'runs', 'logChanges'],
    async (transaction) => {
      const journal = transaction.objectStore('journal');
      await journal.put(entry);
      const run = await transaction.objectStore('runs').get(entry.runId);
      if (run && readableRun(run).state !== 'running')
        await noteRun({ journal, changes: transaction.objectStore('logChanges') }, run);
    },
    'default',
  );
}

async function newest(
  database: Database,
  pair: ConnectionPair,
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
    // The index of companies knows times, not entries: those of the same moment that were listed before come again.
    const entry = readableEntry(cursor.value);
    const { at, id } = entry;
    const isWanted = !before || at < before.at || id < before.id;
    // A company's number names another one elsewhere.
    if (isWanted && (companyId === undefined || isOfTenant(pair, entry))) found.push(entry);
    cursor = await cursor.continue();
  }
  return found;
}
