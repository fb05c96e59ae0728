import type { ConnectionPair } from '../domain/connection-pair.ts';
import type { IsoTime } from '../shared/time.ts';
import type { OthersOutcomes, StoredEvent } from '../sync/store.ts';
import { withReport } from './event-state.ts';
import { putEvent } from './log/log-changes.ts';
import { isOwn, ownKey, ownRange } from './owned.ts';
import { readableEvent } from './readable/readable-event.ts';
import type { Database, KeptEntry } from './schema.ts';
import { atomically, type Write } from './transaction.ts';

const STORES: ['outbox', 'events', 'incidents', 'logChanges'] = ['outbox', 'events', 'incidents', 'logChanges'];

/** See `SyncStore.endOthersWork`. */
export async function endOthersWork(
  database: Database,
  pair: ConnectionPair,
  at: IsoTime,
  outcomes: OthersOutcomes,
): Promise<number> {
  // Two counts, for this is asked at every poll, and work of others is there once after a connection was changed.
  const [all, own] = await Promise.all([database.count('outbox'), database.count('outbox', ownRange(pair))]);
  if (all === own) return 0;
  return atomically(database, STORES, async (transaction) => {
    const outbox = transaction.objectStore('outbox');
    let ended = 0;
    for (const entry of await outbox.getAll()) {
      if (isOwn(pair, entry)) continue;
      await end(transaction, entry, at, outcomes, entry.tenant === pair.tenant ? 'portal' : 'tenant');
      await outbox.delete(ownKey(entry, entry.key));
      ended += 1;
    }
    return ended;
  });
}

async function end(
  transaction: Write<typeof STORES>,
  entry: KeptEntry,
  at: IsoTime,
  outcomes: OthersOutcomes,
  other: 'tenant' | 'portal',
): Promise<void> {
  const events = transaction.objectStore('events');
  const waiting = (await events.index('byWork').getAll(entry.key))
    .map(readableEvent)
    .filter((event) => isOwn(entry, event));
  const ended = waiting.length ? waiting : await newestOf(transaction, entry);
  const outcome = (waiting.length ? outcomes.work : outcomes.ticket)[other];
  for (const event of ended) {
    const reported = withReport(event, entry.key, { state: 'skipped', outcomes: [outcome] }, at);
    await putEvent(events, transaction.objectStore('logChanges'), reported);
  }
}

/** A ticket that is looked at without an event: the log says at the newest event of its incident that this has ended. */
async function newestOf(transaction: Write<typeof STORES>, entry: KeptEntry): Promise<StoredEvent[]> {
  if (entry.incidentKey === undefined) return [];
  const incident = await transaction.objectStore('incidents').get(ownKey(entry, entry.incidentKey));
  const event = incident && (await transaction.objectStore('events').get([incident.source, incident.newest.id]));
  return event ? [readableEvent(event)] : [];
}
