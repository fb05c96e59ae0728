import { type IsoTime, readTime } from '../shared/time.ts';
import type { OutboxEntry, OutboxOutcome, SettledWith } from '../sync/store.ts';
import { withReport } from './event-state.ts';
import { putEvent, putRun } from './log/log-changes.ts';
import { afterSettling } from './outbox-entry.ts';
import { isOwn, ownKey } from './owned.ts';
import { readableEvent } from './readable/readable-event.ts';
import type { Database, KeptEntry } from './schema.ts';
import { atomically, type Write } from './transaction.ts';

const STORES: ['outbox', 'events', 'runs', 'journal', 'logChanges'] = [
  'outbox',
  'events',
  'runs',
  'journal',
  'logChanges',
];
type Settling = Write<typeof STORES>;

/** See `SyncStore.settle`. */
export function settle(
  database: Database,
  entry: OutboxEntry,
  next: OutboxOutcome,
  settledWith: SettledWith,
): Promise<boolean> {
  return atomically(database, STORES, async (transaction) => {
    const current = await transaction.objectStore('outbox').get(ownKey(entry, entry.key));
    if (!current || current.leaseToken === undefined || current.leaseToken !== entry.leaseToken) return false;
    await reportToEvents(transaction, entry, settledWith);
    if (settledWith.run)
      await putRun(
        {
          runs: transaction.objectStore('runs'),
          journal: transaction.objectStore('journal'),
          changes: transaction.objectStore('logChanges'),
        },
        settledWith.run,
      );
    await leave(transaction, current, afterSettling(current, entry, next, settledWith.events !== undefined));
    return true;
  });
}

/** See `SyncStore.settleUntaken`. An entry that was leased or settled meanwhile is not changed. */
export function settleUntaken(
  database: Database,
  entries: readonly OutboxEntry[],
  settledWith: Pick<SettledWith, 'at' | 'events'>,
  next: OutboxOutcome = { state: 'done' },
): Promise<void> {
  return atomically(database, STORES, async (transaction) => {
    for (const entry of entries) {
      const current = await transaction.objectStore('outbox').get(ownKey(entry, entry.key));
      if (!current || isTaken(current, settledWith.at)) continue;
      await reportToEvents(transaction, entry, settledWith);
      // Events that came since keep the entry as it is, with its delay or its wait for a user.
      const arrived = current.newestSequence > entry.newestSequence;
      if (!arrived) await leave(transaction, current, afterSettling(current, entry, next, true));
    }
  });
}

/** A lease that has ended is none, though the entry still says `leased`. */
function isTaken({ state, leaseUntil = 0 }: KeptEntry, at: IsoTime): boolean {
  return state === 'leased' && leaseUntil > (readTime(at) ?? 0);
}

async function reportToEvents(
  transaction: Settling,
  entry: OutboxEntry,
  { at, events: said }: Pick<SettledWith, 'at' | 'events'>,
): Promise<void> {
  if (!said) return;
  const events = transaction.objectStore('events');
  for (const event of (await events.index('byWork').getAll(entry.key)).map(readableEvent)) {
    if (isOwn(entry, event) && event.sequence <= entry.newestSequence)
      await putEvent(events, transaction.objectStore('logChanges'), withReport(event, entry.key, said, at));
  }
}

/** Never deletes an entry while an event waits for it: nothing would ever record an outcome of that event. */
async function leave(transaction: Settling, current: KeptEntry, after: KeptEntry | undefined): Promise<void> {
  const outbox = transaction.objectStore('outbox');
  if (after) {
    await outbox.put(after);
    return;
  }
  const waiting = await transaction.objectStore('events').index('byWork').getAll(current.key);
  if (waiting.map(readableEvent).some((event) => isOwn(current, event))) {
    throw new Error(`An event still waits for ${current.key}: it must get an outcome first.`);
  }
  await outbox.delete(ownKey(current, current.key));
}
