import * as z from 'zod/mini';
import type { PollView } from '../domain/views.ts';
import type { StorageArea } from '../platform/storage.ts';
import type { Log } from '../shared/log.ts';
import { ok, type Result } from '../shared/result.ts';
import type { EngineFactory } from './engine-factory.ts';

export const POLL_ALARM = 'poll';
/** 30 s, the shortest that Chrome allows (Chrome 120 and later). */
export const POLL_MINUTES = 0.5;

const LOCK = 'backup-bridge-cycle';
const LAST_POLL = 'last-poll';

export interface CycleDeps {
  engines: EngineFactory;
  storage: StorageArea;
  locks: Pick<LockManager, 'request'>;
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
export function createCycle({ engines, storage, locks, log }: CycleDeps): Cycle {
  const lastPoll = async (): Promise<PollView> => {
    const parsed = pollSchema.safeParse(await storage.get(LAST_POLL));
    return parsed.success ? (parsed.data as PollView) : { lastPollAt: null, nextPollAt: null, newEvents: 0 };
  };

  const poll = async (): Promise<Result<PollView>> => {
    const engine = await engines.engine();
    if (!engine.ok) return engine;
    const polled = await engine.value.poll();
    await storage.set(
      LAST_POLL,
      polled.ok ? polled.value : { ...(await lastPoll()), newEvents: 0, problem: polled.problem },
    );
    // Work that waits for its turn is due whether or not the portal answered.
    await engine.value.drain();
    return polled;
  };

  return {
    lastPoll,
    async tick() {
      try {
        await locks.request(LOCK, { ifAvailable: true }, (lock) => (lock ? poll() : undefined));
      } catch (error) {
        log.error('background/cycle', 'A cycle ended early.', {
          error: error instanceof Error ? error.name : typeof error,
        });
      }
    },
    async pollNow() {
      return (await locks.request(LOCK, poll)) ?? ok(await lastPoll());
    },
  };
}

const pollSchema = z.object({
  lastPollAt: z.nullable(z.string()),
  nextPollAt: z.nullable(z.string()),
  newEvents: z.number(),
  problem: z.optional(z.looseObject({ code: z.string(), message: z.string(), nextStep: z.string() })),
});
