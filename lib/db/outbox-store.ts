import { isDueAt, LONGEST_WAIT } from '../domain/due.ts';
import { type IdMaker, randomId } from '../shared/ids.ts';
import { type IsoTime, readTime } from '../shared/time.ts';
import type { OutboxEntry, SyncStore } from '../sync/store.ts';
import { markManual, unleased, worksOf } from './outbox-entry.ts';
import type { Database, KeptEntry } from './schema.ts';
import { settle, settleUntaken } from './settle.ts';
import { atomically, type Write } from './transaction.ts';

type OutboxStore = Pick<
  SyncStore,
  'lease' | 'settle' | 'settleUntaken' | 'expireLeases' | 'wakeWaiting' | 'wakeTicket' | 'outbox'
>;

/**
 * The outbox: `pending → leased → (gone) | waiting | needs-user`, and back to `pending` when a lease ends, a retry is
 * due or an event arrives. Invariant: every entry that an event waits for is there.
 */
export function outboxStore(database: Database, ids: IdMaker = randomId): OutboxStore {
  return {
    lease: (now, leaseMilliseconds, only) => lease(database, ids, { now, leaseMilliseconds, only }),
    settle: (entry, next, settledWith) => settle(database, entry, next, settledWith),
    settleUntaken: (entries, settledWith, next) => settleUntaken(database, entries, settledWith, next),
    expireLeases: (now) =>
      rewrite(database, (entry) => {
        if (entry.state !== 'leased' || (entry.leaseUntil ?? 0) > now) return undefined;
        return { ...unleased(entry), state: 'pending', dueAt: readTime(entry.enqueuedAt) ?? 0 };
      }),
    wakeWaiting: async (now) => {
      await rewrite(database, (entry) =>
        isWoken(entry, now) ? { ...entry, state: 'pending', dueAt: now } : undefined,
      );
    },
    wakeTicket: (incident, now) => wakeTicket(database, incident, now),
    outbox: () => database.getAllFromIndex('outbox', 'byDue'),
  };
}

interface Leasing {
  now: number;
  leaseMilliseconds: number;
  only: 'manual' | undefined;
}

function lease(database: Database, ids: IdMaker, leasing: Leasing): Promise<OutboxEntry | undefined> {
  return atomically(database, ['outbox'], async (transaction) => {
    const outbox = transaction.objectStore('outbox');
    const due = await (leasing.only ? oldestManual(transaction, leasing.now) : oldest(transaction, leasing.now));
    if (!due) return undefined;
    const leaseUntil = leasing.now + leasing.leaseMilliseconds;
    const leased: KeptEntry = {
      ...due,
      state: 'leased',
      leaseToken: ids(),
      leaseUntil,
      dueAt: leaseUntil,
      attempts: due.attempts + 1,
    };
    await outbox.put(leased);
    return leased;
  });
}

/** See `isDueAt`: what is due, else what is due too far ahead to be true. */
async function oldest(transaction: Write<'outbox'[]>, now: number): Promise<KeptEntry | undefined> {
  const byDue = transaction.objectStore('outbox').index('byDue');
  const due = await byDue.get(IDBKeyRange.upperBound(now));
  return due ?? byDue.get(IDBKeyRange.bound(now + LONGEST_WAIT, Number.MAX_VALUE, true));
}

/** Users request little, so all of it is read. */
async function oldestManual(transaction: Write<'outbox'[]>, now: number): Promise<KeptEntry | undefined> {
  const asked = await transaction.objectStore('outbox').index('byManual').getAll();
  const due = asked.filter(({ dueAt }) => isDueAt(dueAt, now));
  return due.sort((a, b) => a.dueAt - b.dueAt || a.key.localeCompare(b.key))[0];
}

/** What needs a user without a right may be done now: nothing else shows that the right was given. */
function isWoken({ state, dueAt, failure }: KeptEntry, now: number): boolean {
  if (state === 'needs-user') return failure?.code === 'missing-right';
  return state === 'waiting' || (state === 'pending' && dueAt > now);
}

/** An entry that exists keeps its newest event; a new one covers none. */
function wakeTicket(
  database: Database,
  { key, customerId }: { key: string; customerId: string },
  now: IsoTime,
): Promise<void> {
  return atomically(database, ['outbox'], async (transaction) => {
    const outbox = transaction.objectStore('outbox');
    for (const work of worksOf(customerId, { sync: false, tickets: [key] })) {
      const existing = await outbox.get(work.key);
      const newest = existing
        ? { at: existing.newestEventAt, sequence: existing.newestSequence }
        : { at: now, sequence: 0 };
      await outbox.put(markManual(existing, work, newest, readTime(now) ?? 0));
    }
  });
}

function rewrite(database: Database, change: (entry: KeptEntry) => KeptEntry | undefined): Promise<number> {
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
