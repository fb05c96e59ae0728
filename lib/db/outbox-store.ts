import { type IdMaker, randomId } from '../shared/ids.ts';
import { type IsoTime, readTime } from '../shared/time.ts';
import type { OutboxEntry, OutboxOutcome, SettledWith, SyncStore } from '../sync/store.ts';
import type { Database } from './schema.ts';
import { atomically } from './transaction.ts';

type OutboxStore = Pick<SyncStore, 'lease' | 'settle' | 'expireLeases' | 'wakeWaiting' | 'outbox'>;

/**
 * The outbox: `pending → leased → (gone) | waiting | needs-person`, and back to `pending` when a lease ends, a retry is
 * due or an event arrives. Invariant: while an event has no outcome, its customer has an entry.
 */
export function outboxStore(database: Database, ids: IdMaker = randomId): OutboxStore {
  return {
    lease: (now, leaseMilliseconds) => lease(database, ids, now, leaseMilliseconds),
    settle: (entry, next, settledWith) => settle(database, entry, next, settledWith),
    expireLeases: (now) =>
      rewrite(database, (entry) => {
        if (entry.state !== 'leased' || (entry.leaseUntil ?? 0) > now) return undefined;
        return { ...unleased(entry), state: 'pending', dueAt: readTime(entry.enqueuedAt) ?? 0 };
      }),
    wakeWaiting: async (now) => {
      await rewrite(database, (entry) =>
        entry.state === 'waiting' ? { ...entry, state: 'pending', dueAt: now } : undefined,
      );
    },
    outbox: () => database.getAllFromIndex('outbox', 'byDue'),
  };
}

/** The entry of a customer after new events: a new one, or the one it has with the events noted on it. */
export function enqueued(
  existing: OutboxEntry | undefined,
  customerId: string,
  sequence: number,
  at: IsoTime,
  now: number,
): OutboxEntry {
  const events = { newestEventAt: at, newestSequence: sequence };
  if (!existing) {
    const key = `sync:${customerId}`;
    return { key, customerId, state: 'pending', enqueuedAt: at, attempts: 0, dueAt: now, ...events };
  }
  // A lease goes on (settling sees the newer sequence), and a retry keeps its delay; anything else goes now.
  const keepsItsTime = existing.state === 'leased' || (existing.state === 'waiting' && existing.problem);
  if (keepsItsTime) return { ...existing, ...events };
  // Due "in the future" comes from a clock that was set back.
  if (existing.state === 'pending') return { ...existing, ...events, dueAt: Math.min(existing.dueAt, now) };
  return { ...existing, ...events, state: 'pending', dueAt: now, attempts: 0, problem: undefined };
}

/** An entry whose customer has a company now: what waited only for that is due at once. Undefined: it waits for something else. */
export function linked(entry: OutboxEntry): OutboxEntry | undefined {
  if (entry.state !== 'needs-person' || entry.problem?.code !== 'not-linked') return undefined;
  const dueAt = readTime(entry.newestEventAt) ?? 0;
  return { ...entry, state: 'pending', attempts: 0, dueAt, problem: undefined };
}

function lease(
  database: Database,
  ids: IdMaker,
  now: number,
  leaseMilliseconds: number,
): Promise<OutboxEntry | undefined> {
  return atomically(database, ['outbox'], async (transaction) => {
    const cursor = await transaction.objectStore('outbox').index('byDue').openCursor(IDBKeyRange.upperBound(now));
    if (!cursor) return undefined;
    const leaseUntil = now + leaseMilliseconds;
    const leased: OutboxEntry = {
      ...cursor.value,
      state: 'leased',
      leaseToken: ids(),
      leaseUntil,
      dueAt: leaseUntil,
      attempts: cursor.value.attempts + 1,
    };
    await cursor.update(leased);
    return leased;
  });
}

function settle(
  database: Database,
  entry: OutboxEntry,
  next: OutboxOutcome,
  settledWith: SettledWith,
): Promise<boolean> {
  return atomically(database, ['outbox', 'events', 'runs'], async (transaction) => {
    const outbox = transaction.objectStore('outbox');
    const current = await outbox.get(entry.key);
    if (!current || current.leaseToken === undefined || current.leaseToken !== entry.leaseToken) return false;

    if (settledWith.events) {
      const events = transaction.objectStore('events');
      const waiting = await events
        .index('byState')
        .getAll(
          IDBKeyRange.bound([entry.customerId, 'waiting', 0], [entry.customerId, 'waiting', entry.newestSequence]),
        );
      const { state, outcomes } = settledWith.events;
      for (const event of waiting) await events.put({ ...event, state, outcomes: [...outcomes] });
    }
    if (settledWith.run) await transaction.objectStore('runs').put(settledWith.run);

    const arrived = current.newestSequence > entry.newestSequence;
    const after = afterSettling(current, next, arrived);
    if (after) await outbox.put(after);
    else await outbox.delete(entry.key);
    return true;
  });
}

function afterSettling(current: OutboxEntry, next: OutboxOutcome, arrived: boolean): OutboxEntry | undefined {
  const free = unleased(current);
  if (next.state === 'waiting' && next.problem) {
    return { ...free, state: 'waiting', dueAt: next.dueAt, problem: next.problem };
  }
  // Events that came while the entry was leased have no outcome yet: at once, and as a first attempt.
  if (arrived) {
    const dueAt = readTime(current.newestEventAt) ?? 0;
    return { ...free, state: 'pending', attempts: 0, dueAt, problem: undefined };
  }
  if (next.state === 'waiting')
    return { ...free, state: 'waiting', attempts: 0, dueAt: next.dueAt, problem: undefined };
  if (next.state === 'needs-person') {
    return { ...free, state: 'needs-person', dueAt: Number.POSITIVE_INFINITY, problem: next.problem };
  }
  return undefined;
}

function unleased(entry: OutboxEntry): OutboxEntry {
  const { leaseToken: _token, leaseUntil: _until, ...free } = entry;
  return free;
}

function rewrite(database: Database, change: (entry: OutboxEntry) => OutboxEntry | undefined): Promise<number> {
  return atomically(database, ['outbox'], async (transaction) => {
    let count = 0;
    const outbox = transaction.objectStore('outbox');
    for (const entry of await outbox.getAll()) {
      const changed = change(entry);
      if (!changed) continue;
      await outbox.put(changed);
      count++;
    }
    return count;
  });
}
