import * as z from 'zod/mini';
import { isOfConnection, type Side, type SideHealth } from '../domain/connection-state.ts';
import { isYoungerThan } from '../shared/age.ts';
import type { Failure } from '../shared/errors.ts';
import type { OnResult, Result } from '../shared/result.ts';
import { safeParse } from '../shared/safe-parse.ts';
import type { StorageArea } from '../shared/storage-area.ts';
import { type Clock, isoTime, MINUTE } from '../shared/time.ts';

/** What is known of both connections, from the calls that are made anyway: nothing is asked only to know it. */
export interface ConnectionHealth {
  read(): Promise<Partial<Record<Side, SideHealth>>>;
  note(side: Side, result: Result<unknown>): Promise<void>;
}

const KEY = 'connection-health';

/** Writes only what is news: another result, or the same one a minute later. */
export function createConnectionHealth(storage: StorageArea, clock: Clock): ConnectionHealth {
  const read = async () => {
    const parsed = safeParse(healthSchema, await storage.get(KEY));
    return parsed.success ? (parsed.data as Partial<Record<Side, SideHealth>>) : {};
  };
  // Two sides may report at once; one after the other, so that neither overwrites the other's news.
  const queue = { tail: Promise.resolve() };

  const store = async (side: Side, failure: Failure | undefined) => {
    const known = await read();
    const last = known[side];
    const now = clock();
    const isKnown = last && last.failure?.code === failure?.code;
    if (isKnown && isYoungerThan(MINUTE, Date.parse(last.checkedAt), now)) return;
    const checkedAt = isoTime(now);
    // The first failure after a success is when the outage began, whatever it looks like by now.
    const since = last?.failure ? (last.since ?? last.checkedAt) : checkedAt;
    const health: SideHealth = failure ? { checkedAt, since, failure } : { checkedAt };
    await storage.set(KEY, { ...known, [side]: health });
  };

  return {
    read,
    note(side, result) {
      const failure = !result.ok && isOfConnection(result.failure) ? result.failure : undefined;
      queue.tail = queue.tail.then(() => store(side, failure)).catch(() => {});
      return queue.tail;
    },
  };
}

/** Returns the hook that a port calls with each of its results: the health of the connection is learned from it. */
export function createHealthHook(side: Side, health: ConnectionHealth): OnResult {
  return async (result) => {
    await health.note(side, result);
    return result;
  };
}

const sideSchema = z.object({
  checkedAt: z.string(),
  since: z.optional(z.string()),
  failure: z.optional(z.looseObject({ code: z.string(), message: z.string(), nextStep: z.string() })),
});

const healthSchema = z.object({ connectWise: z.optional(sideSchema), portal: z.optional(sideSchema) });
