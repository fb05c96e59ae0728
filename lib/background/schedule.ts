import type { PollView } from '../domain/event-view.ts';
import { alarmDueAt } from '../platform/alarms.ts';
import { isTimeUp } from '../shared/age.ts';
import { type Log, nameOf } from '../shared/log.ts';
import type { Result } from '../shared/result.ts';
import { type Clock, MINUTE } from '../shared/time.ts';
import { pollView, recordNextPoll } from '../sync/events/poll.ts';
import type { EngineFactory } from './engine-factory.ts';

export const POLL_ALARM = 'poll';
/** 30 s, the shortest that Chrome allows (Chrome 120 and later). */
export const POLL_MINUTES = 0.5;

const LOCK = 'backup-bridge-cycle';
const BULK_SYNC_LOCK = 'backup-bridge-bulk-sync';
/**
 * How long one call works on a bulk sync: until about the next alarm, whose call waits for the lock and goes on without a gap. Short, so
 * that a worker which is killed, or settings that a user changes, are never more than one alarm away from being noticed,
 * and far below the five minutes after which Chrome ends a worker that is busy with one thing.
 */
const BULK_SYNC_TIME = POLL_MINUTES * MINUTE;

export interface ScheduleDeps {
  engines: EngineFactory;
  locks: Pick<LockManager, 'request'>;
  clock: Clock;
  log: Log;
}

/** The background's regular work: ask the portal, work off what is due, and go on with a bulk sync. */
export interface Schedule {
  /** From the alarm: no poll when one is going on already, nothing when there is no connection. Never rejects. */
  onAlarm(): Promise<void>;
  /** From a user: waits for work that is going on, then polls. */
  pollNow(): Promise<Result<PollView>>;
  /** Goes on with a bulk sync that runs, for its share of time. Never rejects. */
  continueBulkSync(): Promise<void>;
  /** What the newest poll found. */
  lastPoll(): Promise<PollView>;
}

/**
 * One poll at a time, and one bulk sync: the locks belong to the extension, so two workers that overlap during an update share them, and
 * the browser lets go of them when a worker dies. Two locks, for an event must not wait until all customers are done.
 */
export function createSchedule({ engines, locks, clock, log }: ScheduleDeps): Schedule {
  const poll = async (): Promise<Result<PollView>> => {
    const engine = await engines.engine();
    if (!engine.ok) return engine;
    const next = (await alarmDueAt(POLL_ALARM)) ?? clock() + POLL_MINUTES * MINUTE;
    await recordNextPoll({ store: await engines.store(), clock }, next);
    // Drains too, whether or not the portal answers.
    return engine.value.poll();
  };

  const continueBulkSync = async () => {
    // Counted from the asking: a call that waited for the one before it does not make the next one wait longer still.
    const asked = clock();
    const until = asked + BULK_SYNC_TIME;
    try {
      await locks.request(BULK_SYNC_LOCK, async () => {
        const engine = await engines.engine();
        if (engine.ok && !isTimeUp(asked, until, clock())) await engine.value.continueBulkSync(until);
      });
    } catch (error) {
      log.error('background/schedule', 'A bulk sync was cut off; the next alarm goes on with it.', {
        error: nameOf(error),
      });
    }
  };

  return {
    continueBulkSync,
    lastPoll: async () => pollView({ store: await engines.store() }),
    async onAlarm() {
      try {
        await locks.request(LOCK, { ifAvailable: true }, (lock) => (lock ? poll() : undefined));
      } catch (error) {
        log.error('background/schedule', 'The work of an alarm ended early.', { error: nameOf(error) });
      }
      await continueBulkSync();
    },
    pollNow: () => locks.request(LOCK, () => poll()),
  };
}
