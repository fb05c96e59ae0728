import * as z from 'zod/mini';
import { isOfConnection, type Side, type SideHealth } from '../domain/connection-state.ts';
import type { StorageArea } from '../platform/storage.ts';
import { isYoungerThan } from '../shared/age.ts';
import type { Failure } from '../shared/errors.ts';
import { fail, type Result } from '../shared/result.ts';
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
    const parsed = healthSchema.safeParse(await storage.get(KEY));
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

/** What a watched port needs to know of its connection. */
export interface Watching {
  side: Side;
  health: ConnectionHealth;
  /** Set when the browser does not let us call the port's hosts. */
  refused(): Promise<Failure | undefined>;
}

/**
 * The same port, with every answer noted. A host that is not reached may be one that the browser does not let us call: `fetch` cannot say
 * which, so the permission is looked up here, and its failure answered in place of `unreachable`. Both ports consist of plain values and of methods that answer a Result; the one exception is
 * `inBackground`, which answers a port again: that one is watched too, and is the same each time it is asked for.
 */
export function watched<Port extends object>(port: Port, { side, health, refused }: Watching): Port {
  const known = new Map<object, object>();
  const watch = (target: object): object => {
    const made = known.get(target) ?? new Proxy(target, { get });
    known.set(target, made);
    return made;
  };
  const get = (target: object, member: string | symbol): unknown => {
    const value: unknown = Reflect.get(target, member);
    if (typeof value !== 'function') return value;
    if (member === 'inBackground') return () => watch(Reflect.apply(value, target, []) as object);
    return async (...input: unknown[]) => {
      const answer = (await Reflect.apply(value, target, input)) as Result<unknown>;
      const permission = !answer.ok && answer.failure.code === 'unreachable' ? await refused() : undefined;
      const result = permission ? fail(permission) : answer;
      await health.note(side, result);
      return result;
    };
  };
  return watch(port) as Port;
}

const sideSchema = z.object({
  checkedAt: z.string(),
  since: z.optional(z.string()),
  failure: z.optional(z.looseObject({ code: z.string(), message: z.string(), nextStep: z.string() })),
});

const healthSchema = z.object({ connectWise: z.optional(sideSchema), portal: z.optional(sideSchema) });
