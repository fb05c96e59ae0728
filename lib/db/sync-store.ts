import { type IdMaker, randomId } from '../shared/ids.ts';
import type { SyncStore } from '../sync/store.ts';
import { cacheStore } from './cache-store.ts';
import { eventStore } from './event-store.ts';
import { incidentStore } from './incident-store.ts';
import { journalStore } from './journal-store.ts';
import { linkStore } from './link-store.ts';
import { type OpenListeners, openDatabase } from './open.ts';
import { outboxStore } from './outbox-store.ts';
import { planStore } from './plan-store.ts';
import { runStore } from './run-store.ts';

/** The engine's store over IndexedDB. `close` lets go of the database, e.g. at the end of a test. */
export interface OpenStore extends SyncStore {
  close(): void;
}

/** Opens the store; without a name, the extension's own database. `ids` makes lease tokens. */
export async function openStore(name?: string, ids: IdMaker = randomId, listeners?: OpenListeners): Promise<OpenStore> {
  const database = await openDatabase(name, listeners);
  return {
    ...eventStore(database),
    ...outboxStore(database, ids),
    ...incidentStore(database),
    ...planStore(database),
    ...runStore(database),
    ...journalStore(database),
    ...linkStore(database),
    ...cacheStore(database),
    close: () => database.close(),
  };
}
