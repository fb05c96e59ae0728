import type { Run } from '../domain/change.ts';
import { type ConnectionPair, NO_CONNECTION } from '../domain/connection-pair.ts';
import { type IdMaker, randomId } from '../shared/ids.ts';
import type { SyncStore } from '../sync/store.ts';
import { billingStore } from './billing-store.ts';
import { cacheStore, type Forgets } from './cache-store.ts';
import { eventStore } from './event-store.ts';
import { incidentStore } from './incident-store.ts';
import { journalStore } from './journal-store.ts';
import { linkStore } from './link-store.ts';
import { type BlockCache, createBlockCache } from './log/block-cache.ts';
import { logStore } from './log-store.ts';
import { type OpenListeners, openDatabase } from './open.ts';
import { endOthersWork } from './others-work.ts';
import { outboxStore } from './outbox-store.ts';
import { planStore } from './plan-store.ts';
import { runStore } from './run-store.ts';
import type { Database } from './schema.ts';
import { usageStore } from './usage-store.ts';

/** The engine's store over IndexedDB. `close` lets go of the database, e.g. at the end of a test. */
export interface OpenStore extends SyncStore {
  forConnection(pair: ConnectionPair): OpenStore;
  close(): void;
}

/** Opens the store, bound to no connection yet; without a name, the extension's own database. `ids` makes lease tokens. */
export async function openStore(name?: string, ids: IdMaker = randomId, listeners?: OpenListeners): Promise<OpenStore> {
  return storeOver(await openDatabase(name, listeners), ids);
}

/** The store over a database that is open, bound to no connection yet. */
export function storeOver(database: Database, ids: IdMaker = randomId): OpenStore {
  return storeOf(database, NO_CONNECTION, ids, {
    ends: new Map(),
    blocks: createBlockCache(),
    forgets: { count: 0, newest: [] },
  });
}

/** What is kept in memory, one for all connections. */
interface Kept {
  ends: Map<string, Run>;
  blocks: BlockCache;
  forgets: Forgets;
}

function storeOf(database: Database, connection: ConnectionPair, ids: IdMaker, kept: Kept): OpenStore {
  return {
    connection,
    forConnection: (pair) => storeOf(database, pair, ids, kept),
    endOthersWork: (at, outcomes) => endOthersWork(database, connection, at, outcomes),
    ...eventStore(database, connection),
    ...outboxStore(database, connection, ids),
    ...incidentStore(database, connection),
    ...planStore(database),
    ...runStore(database, connection, kept.ends),
    ...logStore(database, kept.blocks),
    ...journalStore(database, connection),
    ...linkStore(database, connection),
    ...usageStore(database, connection),
    ...billingStore(database, connection),
    ...cacheStore(database, connection, kept.forgets),
    close: () => database.close(),
  };
}
