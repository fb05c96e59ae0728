import { REPORTED_BEFORE_CONTACT } from '../domain/outcomes.ts';
import type { PortalEvent } from '../domain/portal-facts.ts';
import { type IsoTime, readTime } from '../shared/time.ts';
import type { HistoryPage, StoredEvent, SyncStore } from '../sync/store.ts';
import { enqueued } from './outbox-store.ts';
import type { Database } from './schema.ts';
import { atomically } from './transaction.ts';

const SEQUENCE = 'event-sequence';
const WAITING: Outcome = { state: 'waiting', outcomes: [] };
const HISTORY: Outcome = { state: 'skipped', outcomes: [REPORTED_BEFORE_CONTACT] };

type Outcome = Pick<StoredEvent, 'state' | 'outcomes'>;
type EventStore = Pick<SyncStore, 'takeEvents' | 'cursor' | 'readsHistory' | 'events' | 'customerEvents'>;

/** Portal events, the cursor up to which they were read, and the work that they cause. */
export function eventStore(database: Database): EventStore {
  return {
    takeEvents: (source, events, cursor, now, history) => takeEvents(database, source, events, cursor, now, history),
    cursor: async (source) => (await database.get('cursors', source))?.cursor,
    readsHistory: async (source) => {
      const position = await database.get('cursors', source);
      return position === undefined || position.readsHistory === true;
    },
    events: (limit) => newest(database, limit),
    customerEvents: (customerId, since) =>
      database.getAllFromIndex('events', 'byCustomer', IDBKeyRange.bound([customerId, since], [customerId, '\uffff'])),
  };
}

function takeEvents(
  database: Database,
  source: string,
  events: readonly PortalEvent[],
  cursor: string,
  now: IsoTime,
  history: HistoryPage | undefined,
): Promise<{ added: number }> {
  return atomically(database, ['events', 'cursors', 'counters', 'outbox'], async (transaction) => {
    const counters = transaction.objectStore('counters');
    const sequence = ((await counters.get(SEQUENCE))?.value ?? 0) + 1;
    const stored = transaction.objectStore('events');
    const customers = new Set<string>();
    let added = 0;
    for (const event of events) {
      // Portals deliver at least once: the first copy stands, with the outcome it may already have.
      if (await stored.getKey([source, event.id])) continue;
      const outcome = history ? HISTORY : WAITING;
      await stored.put({ ...event, source, seenAt: now, sequence, ...outcome });
      if (!history) customers.add(event.customerId);
      added++;
    }
    const outbox = transaction.objectStore('outbox');
    for (const customerId of customers) {
      const existing = await outbox.get(`sync:${customerId}`);
      await outbox.put(enqueued(existing, customerId, sequence, now, readTime(now) ?? 0));
    }
    await counters.put({ name: SEQUENCE, value: sequence });
    await transaction.objectStore('cursors').put({ source, cursor, readsHistory: history?.more === true });
    return { added };
  });
}

async function newest(database: Database, limit: number): Promise<StoredEvent[]> {
  const found: StoredEvent[] = [];
  let cursor = await database.transaction('events').store.index('byTime').openCursor(null, 'prev');
  while (cursor && found.length < limit) {
    found.push(cursor.value);
    cursor = await cursor.continue();
  }
  return found;
}
