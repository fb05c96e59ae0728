import type { ConnectionPair } from '../domain/connection-pair.ts';
import { REPORTED_BEFORE_CONTACT, REPORTED_BY_RULES } from '../domain/outcomes.ts';
import type { PortalEvent } from '../domain/portal-facts.ts';
import { type IsoTime, readTime } from '../shared/time.ts';
import type { DecideEvent, HistoryPage, LeftOutEvent, StoredEvent } from '../sync/store.ts';
import { evaluateEvent, TAKING } from './evaluate-event.ts';
import { eventState } from './event-state.ts';
import { putEvent } from './log/log-changes.ts';
import { enqueued, type Newest, type Work } from './outbox-entry.ts';
import { ownKey } from './owned.ts';
import type { Database, Schema } from './schema.ts';
import { nextSequences } from './sequence.ts';
import { atomically } from './transaction.ts';

/** A page of a portal's events as it is to be taken, see `SyncStore.takeEvents`. */
export interface TakenPage {
  /** Whose the position, the incidents and the work are. */
  pair: ConnectionPair;
  source: string;
  events: readonly PortalEvent[];
  cursor: string;
  now: IsoTime;
  history: HistoryPage | undefined;
}

const HISTORY: StoredEvent['reported'] = [
  { key: REPORTED_BY_RULES, state: 'skipped', outcomes: [REPORTED_BEFORE_CONTACT] },
];

/**
 * See `SyncStore.takeEvents`: events, incidents, work and cursor in one transaction. A page without news writes nothing: x360Recover's
 * cursor holds the whole fleet, and writing it at every poll would cost gigabytes a day.
 */
export async function takeEvents(
  database: Database,
  page: TakenPage,
  decide: DecideEvent,
): Promise<{ added: number; leftOut?: LeftOutEvent[] }> {
  const { pair, source, events, cursor, now, history } = page;
  const { tenant, portal } = pair;
  const position = ownKey(pair, source);
  const isAt = (stored: Schema['cursors']['value'] | undefined): boolean =>
    stored?.cursor === cursor && (stored.readsHistory === true) === (history?.more === true);
  if (events.length === 0 && isAt(await database.get('cursors', position))) return { added: 0 };
  return atomically(database, TAKING, async (transaction) => {
    const stored = transaction.objectStore('events');
    const changes = transaction.objectStore('logChanges');
    const incidents = transaction.objectStore('incidents');
    const enqueue = new Map<string, { work: Work; newest: Newest }>();
    let sequence = await nextSequences(transaction.objectStore('counters'), events.length);
    let added = 0;
    const leftOut: LeftOutEvent[] = [];
    for (const event of events) {
      const evaluated = await evaluateEvent(transaction, pair, source, event, decide);
      if ('known' in evaluated) continue;
      if ('leftOut' in evaluated) {
        leftOut.push(evaluated.leftOut);
        continue;
      }
      for (const incident of evaluated.incidents) await incidents.put({ ...incident, tenant, portal });
      const works = history ? [] : evaluated.works;
      const keys = works.map(({ key }) => key);
      const reported = history ? HISTORY : evaluated.reported;
      const taken = { ...event, tenant, portal, source, seenAt: now, sequence, ...eventState(keys, reported, now) };
      await putEvent(stored, changes, taken);
      for (const work of works) enqueue.set(work.key, { work, newest: { at: now, sequence } });
      sequence++;
      added++;
    }
    const outbox = transaction.objectStore('outbox');
    for (const { work, newest } of enqueue.values()) {
      await outbox.put(enqueued(await outbox.get(ownKey(work, work.key)), work, newest, readTime(now) ?? 0));
    }
    const cursors = transaction.objectStore('cursors');
    if (!isAt(await cursors.get(position))) {
      await cursors.put({ tenant, portal, source, cursor, readsHistory: history?.more === true });
    }
    return { added, ...(leftOut.length && { leftOut }) };
  });
}
