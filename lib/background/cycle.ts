import type { PollView } from '../domain/views.ts';
import { alarmDueAt } from '../platform/alarms.ts';
import { type Log, nameOf } from '../shared/log.ts';
import type { Result } from '../shared/result.ts';
import { type Clock, MINUTE } from '../shared/time.ts';
import { noteNextPoll, pollView } from '../sync/poll.ts';
import type { EngineFactory } from './engine-factory.ts';

export const POLL_ALARM = 'poll';
/** 30 s, the shortest that Chrome allows (Chrome 120 and later). */
export const POLL_MINUTES = 0.5;

const LOCK = 'backup-bridge-cycle';

export interface CycleDeps {
  engines: EngineFactory;
  locks: Pick<LockManager, 'request'>;
  clock: Clock;
  log: Log;
}

/** The background's regular work: ask the portal, then work off what is due. */
export interface Cycle {
  /** From the alarm: nothing when a cycle is going on already, or when there is no connection. Never rejects. */
  tick(): Promise<void>;
  /** From a person: waits for a cycle that is going on, then polls. */
  pollNow(): Promise<Result<PollView>>;
  /** What the newest poll found. */
  lastPoll(): Promise<PollView>;
}

/**
 * One cycle at a time: the lock belongs to the extension, so two workers that overlap during an update share it, and the
 * browser lets go of it when a worker dies.
 */
export function createCycle({ engines, locks, clock, log }: CycleDeps): Cycle {
  const poll = async (): Promise<Result<PollView>> => {
    const engine = await engines.engine();
    if (!engine.ok) return engine;
    const next = (await alarmDueAt(POLL_ALARM)) ?? clock() + POLL_MINUTES * MINUTE;
    await noteNextPoll({ store: await engines.store(), clock }, next);
    // Drains too, whether or not the portal answers.
    return engine.value.poll();
  };

  return {
    lastPoll: async () => pollView({ store: await engines.store() }),
    async tick() {
      try {
        await locks.request(LOCK, { ifAvailable: true }, (lock) => (lock ? poll() : undefined));
      } catch (error) {
        log.error('background/cycle', 'A cycle ended early.', { error: nameOf(error) });
      }
    },
    pollNow: () => locks.request(LOCK, () => poll()),
  };
}
