import type { ConnectionPair } from '../domain/connection-pair.ts';
import { isDueAt, LONGEST_WAIT } from '../domain/due.ts';
import { type IdMaker, randomId } from '../shared/ids.ts';
import { type IsoTime, readTime } from '../shared/time.ts';
import type { OutboxEntry, SyncStore } from '../sync/store.ts';
import { markManual, unleased, worksOf } from './outbox-entry.ts';
import { ownKey, ownRange } from './owned.ts';
import type { Database, KeptEntry } from './schema.ts';
import { settle, settleUntaken } from './settle.ts';
import { atomically, type Write } from './transaction.ts';

type OutboxStore = Pick<
  SyncStore,
  'lease' | 'settle' | 'settleUntaken' | 'expireLeases' | 'wakeWaiting' | 'wakeTicket' | 'outbox'
>;

/**
 * The outbox: one entry per work (the sync of a customer, the ticket of an incident). Its states:
 * - `pending`: due at `dueAt`. New, made due by an event or a user, or its lease has ended.
 * - `leased`: being worked on until `leaseUntil`. Any state is leased once it is due; an ended lease counts as due.
 * - `waiting`: due at `dueAt`. With a failure it is a retry, whose delay events respect; without, a wait such as that for the
 *   throttle, which an event ends.
 * - `needs-user`: never due by itself (`Infinity`). An event, a user, a new link of its customer or `wakeWaiting` makes it pending.
 * - deleted: done, and no event came while it was leased; if one came, the entry is `pending` again.
 *
 * Invariants: every entry that an event waits for exists. Only who holds the lease token settles a lease. `manualSequence` is
 * set exactly while `manual` is, and both end with the outcome of work that began after the user's request.
 */
export function outboxStore(database: Database, pair: ConnectionPair, ids: IdMaker = randomId): OutboxStore {
  return {
    lease: (now, leaseMilliseconds, only) => lease(database, ids, { pair, now, leaseMilliseconds, only }),
    settle: (entry, next, settledWith) => settle(database, entry, next, settledWith),
    settleUntaken: (entries, settledWith, next) => settleUntaken(database, entries, settledWith, next),
    expireLeases: (now, isLost = () => true) =>
      rewrite(database, pair, (entry) => {
        if (entry.state !== 'leased' || (entry.leaseUntil ?? 0) > now) return undefined;
        if (!isLost(entry.leaseToken ?? '')) return undefined;
        return { ...unleased(entry), state: 'pending', dueAt: readTime(entry.enqueuedAt) ?? 0 };
      }),
    wakeWaiting: async (now) => {
      await rewrite(database, pair, (entry) =>
        isWoken(entry, now) ? { ...entry, state: 'pending', dueAt: now } : undefined,
      );
    },
    wakeTicket: (work, now) => wakeTicket(database, pair, work, now),
    outbox: () => database.getAllFromIndex('outbox', 'byDue', ownRange(pair)),
  };
}

interface Leasing {
  pair: ConnectionPair;
  now: number;
  leaseMilliseconds: number;
  only: 'manual' | { key: string } | undefined;
}

function lease(database: Database, ids: IdMaker, leasing: Leasing): Promise<OutboxEntry | undefined> {
  return atomically(database, ['outbox'], async (transaction) => {
    const outbox = transaction.objectStore('outbox');
    const due = await next(transaction, leasing);
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

function next(transaction: Write<'outbox'[]>, leasing: Leasing): Promise<KeptEntry | undefined> {
  const { only } = leasing;
  if (only === undefined) return oldest(transaction, leasing);
  return only === 'manual' ? oldestManual(transaction, leasing) : named(transaction, leasing, only.key);
}

/** Returns the entry with this key, if it is due. */
async function named(
  transaction: Write<'outbox'[]>,
  { pair, now }: Leasing,
  key: string,
): Promise<KeptEntry | undefined> {
  const entry = await transaction.objectStore('outbox').get(ownKey(pair, key));
  return entry && isDueAt(entry.dueAt, now) ? entry : undefined;
}

/** Returns what is due, else what is due too far ahead to be true (see `isDueAt`). */
async function oldest(transaction: Write<'outbox'[]>, { pair, now }: Leasing): Promise<KeptEntry | undefined> {
  const byDue = transaction.objectStore('outbox').index('byDue');
  const due = await byDue.get(IDBKeyRange.bound(ownKey(pair, Number.NEGATIVE_INFINITY), ownKey(pair, now)));
  return due ?? byDue.get(IDBKeyRange.bound(ownKey(pair, now + LONGEST_WAIT), ownKey(pair, Number.MAX_VALUE), true));
}

/** Users request few entries, so all of them are read. */
async function oldestManual(transaction: Write<'outbox'[]>, { pair, now }: Leasing): Promise<KeptEntry | undefined> {
  const manual = await transaction.objectStore('outbox').index('byManual').getAll(ownRange(pair));
  const due = manual.filter(({ dueAt }) => isDueAt(dueAt, now));
  return due.sort((a, b) => a.dueAt - b.dueAt || a.key.localeCompare(b.key))[0];
}

/** An entry that failed for a missing right is tried again: nothing else shows that the right was granted. */
function isWoken({ state, dueAt, failure }: KeptEntry, now: number): boolean {
  if (state === 'needs-user') return failure?.code === 'missing-right';
  return state === 'waiting' || (state === 'pending' && dueAt > now);
}

/** An existing entry keeps its newest event; a new one has none (sequence 0). */
function wakeTicket(
  database: Database,
  pair: ConnectionPair,
  { key, customerId, confirmed }: { key: string; customerId: string; confirmed?: boolean },
  now: IsoTime,
): Promise<void> {
  return atomically(database, ['outbox'], async (transaction) => {
    const outbox = transaction.objectStore('outbox');
    for (const work of worksOf(pair, customerId, { sync: false, tickets: [key] })) {
      const existing = await outbox.get(ownKey(pair, work.key));
      const newest = existing
        ? { at: existing.newestEventAt, sequence: existing.newestSequence }
        : { at: now, sequence: 0 };
      const woken = markManual(existing, work, newest, readTime(now) ?? 0);
      await outbox.put(confirmed ? { ...woken, confirmed } : woken);
    }
  });
}

function rewrite(
  database: Database,
  pair: ConnectionPair,
  change: (entry: KeptEntry) => KeptEntry | undefined,
): Promise<number> {
  return atomically(database, ['outbox'], async (transaction) => {
    let count = 0;
    const outbox = transaction.objectStore('outbox');
    for (const entry of await outbox.getAll(ownRange(pair))) {
      const changed = change(entry);
      if (!changed) continue;
      await outbox.put(changed);
      count++;
    }
    return count;
  });
}
