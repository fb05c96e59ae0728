import type { ConnectionPair } from '../domain/connection-pair.ts';
import { type IsoTime, readTime } from '../shared/time.ts';
import type { OutboxEntry, StoredEvent, SyncStore, WorkOfEvent } from '../sync/store.ts';
import { eventState } from './event-state.ts';
import { putEvent } from './log/log-changes.ts';
import { markManual, worksOf } from './outbox-entry.ts';
import { isOwn, ownKey } from './owned.ts';
import { readableEvent } from './readable/readable-event.ts';
import type { Database } from './schema.ts';
import { nextSequences } from './sequence.ts';
import { takeEvents } from './take-events.ts';
import { atomically } from './transaction.ts';

type EventStore = Pick<
  SyncStore,
  | 'takeEvents'
  | 'cursor'
  | 'readsHistory'
  | 'events'
  | 'event'
  | 'eventsBetween'
  | 'eventsOfEntry'
  | 'reprocess'
  | 'customerEvents'
>;

/** Portal events, the cursor up to which they were read, and the work that they cause. */
export function eventStore(database: Database, pair: ConnectionPair): EventStore {
  return {
    takeEvents: (source, events, cursor, now, decide, history) =>
      takeEvents(database, { pair, source, events, cursor, now, history }, decide),
    cursor: async (source) => (await database.get('cursors', ownKey(pair, source)))?.cursor,
    readsHistory: async (source) => {
      const position = await database.get('cursors', ownKey(pair, source));
      return position === undefined || position.readsHistory === true;
    },
    events: (limit) => newest(database, limit),
    event: async (source, id) => {
      const event = await database.get('events', [source, id]);
      return event && readableEvent(event);
    },
    eventsBetween: async (from, before) => {
      const found = await database.getAllFromIndex('events', 'byTime', IDBKeyRange.bound(from, before, false, true));
      return found.map(readableEvent).filter((event) => isOwn(pair, event));
    },
    eventsOfEntry: (entry) => eventsOfEntry(database, entry),
    reprocess: (event, work, now) => reprocess(database, pair, { event, work, now }),
    customerEvents: async (customerId, since) => {
      const range = IDBKeyRange.bound([customerId, since], [customerId, '\uffff']);
      return (await database.getAllFromIndex('events', 'byCustomer', range)).map(readableEvent);
    },
  };
}

async function newest(database: Database, limit: number): Promise<StoredEvent[]> {
  const found: StoredEvent[] = [];
  let cursor = await database.transaction('events').store.index('byTime').openCursor(null, 'prev');
  while (cursor && found.length < limit) {
    found.push(readableEvent(cursor.value));
    cursor = await cursor.continue();
  }
  return found;
}

/** Returns the events whose outcome settling this entry records: those that came after its lease wait for the next one. */
async function eventsOfEntry(database: Database, entry: OutboxEntry): Promise<StoredEvent[]> {
  const waiting = await database.getAllFromIndex('events', 'byWork', entry.key);
  return waiting
    .map(readableEvent)
    .filter((event) => isOwn(entry, event) && event.sequence <= entry.newestSequence)
    .sort((a, b) => a.sequence - b.sequence || a.at.localeCompare(b.at));
}

/** The event becomes the newest of its works, so that one which is leased now is worked once more for it. */
function reprocess(
  database: Database,
  pair: ConnectionPair,
  { event, work, now }: { event: StoredEvent; work: WorkOfEvent; now: IsoTime },
): Promise<void> {
  const works = worksOf(pair, event.customerId, work);
  return atomically(database, ['events', 'counters', 'outbox', 'logChanges'], async (transaction) => {
    const events = transaction.objectStore('events');
    const current = await events.get([event.source, event.id]);
    // Without work it would never get an outcome: it keeps the one that it has.
    if (!current || !works.length) return;
    const sequence = await nextSequences(transaction.objectStore('counters'), 1);
    const { processedAt: _before, ...rest } = readableEvent(current);
    const keys = works.map(({ key }) => key);
    const again = { ...rest, tenant: pair.tenant, portal: pair.portal, sequence, ...eventState(keys, [], now) };
    await putEvent(events, transaction.objectStore('logChanges'), again);
    const outbox = transaction.objectStore('outbox');
    for (const one of works) {
      await outbox.put(
        markManual(await outbox.get(ownKey(one, one.key)), one, { at: now, sequence }, readTime(now) ?? 0),
      );
    }
  });
}
