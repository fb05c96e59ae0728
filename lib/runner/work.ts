import { type Log, nameOf } from '../shared/log.ts';
import { onceADay } from '../shared/once-a-day.ts';
import { type Clock, SECOND } from '../shared/time.ts';
import { prune } from '../sync/bulk/prune.ts';
import type { Runner } from './open-runner.ts';

/** How long one call works on what concerns many companies. */
const BULK_TIME = 30 * SECOND;
const FIRST_SYNC = 'runner:first-sync';

/** What a runner does, piece by piece; the queue, or `--once`, says when. */
export interface Work {
  /** Asks the portal, and answers the keys of what is due now: tickets first, and no more than is done until the next poll. */
  poll(): Promise<string[]>;
  /** Works on one customer or incident, if it is due and nobody else has it. */
  workOn(key: string): Promise<void>;
  /** Goes on with what concerns many companies. Answers whether some is left, and how many customers were synced now. */
  bulk(until?: number): Promise<{ isLeft: boolean; synced: number }>;
  /** Deletes what has been kept long enough, once a day, and puts what was written into the search index. */
  tidy(): Promise<void>;
  /** Gives back what runners held that have ended. */
  takeOver(): Promise<void>;
}

interface WorkDeps {
  runner: Runner;
  clock: Clock;
  log: Log;
  /** Whether all customers are synced once. */
  firstSync: boolean;
}

export function createWork({ runner, clock, log, firstSync }: WorkDeps): Work {
  const { engines, store, presence, confirmedNow } = runner;
  const pruneDaily = onceADay(confirmedNow, (now) => prune({ store }, now));
  return {
    async poll() {
      const engine = await engines.engine();
      const view = await engine.askPortal();
      if (view.failure) log.warn('runner/poll', view.failure.message, { code: view.failure.code });
      if (firstSync && view.lastPollAt !== null) await startFirstSync();
      return soonest(await engine.dueWork());
    },
    workOn: async (key) => (await engines.engine()).workOn(key),
    async bulk(until = clock() + BULK_TIME) {
      const engine = await engines.engine();
      const before = await engine.bulkSync();
      await engine.continueBulkSync(until);
      const now = await engine.bulkSync();
      const synced = before?.state === 'running' ? (now?.done ?? 0) - before.done : 0;
      return { isLeft: now?.state === 'running', synced };
    },
    async tidy() {
      await logged(log, 'runner/prune', pruneDaily);
      while (await store.tidyLogs()) if (presence.isSilenced()) return;
    },
    async takeOver() {
      const engine = await engines.engine();
      await engine.recover(await presence.ended());
    },
  };

  /** Once for a database and a connection: it is noted in one transaction, by whoever is first. */
  async function startFirstSync(): Promise<void> {
    if (await store.cached(FIRST_SYNC)) return;
    const engine = await engines.engine();
    const started = await engine.startBulkSync();
    if (!started.ok) {
      log.warn('runner/first-sync', started.failure.message, { code: started.failure.code });
      return;
    }
    await store.cache(FIRST_SYNC, true, clock());
    log.info('runner/first-sync', 'The first sync of all customers began.');
  }
}

/** More than all runners do until the next poll: each entry takes several requests, of at most 600 a minute. */
const AT_ONCE = 500;

/** A ticket does not wait behind the syncs of a whole fleet. */
function soonest(keys: readonly string[]): string[] {
  const isTicket = (key: string) => key.startsWith('ticket:');
  return [...keys.filter(isTicket), ...keys.filter((key) => !isTicket(key))].slice(0, AT_ONCE);
}

/** Runs a piece of work; what it throws is logged, and never more than its kind. */
export async function logged<T>(log: Log, where: string, work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    log.error(where, 'A piece of work ended early.', { error: nameOf(error) });
    return undefined;
  }
}
