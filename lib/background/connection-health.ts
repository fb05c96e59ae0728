import * as z from 'zod/mini';
import type { StorageArea } from '../platform/storage.ts';
import { isYoungerThan } from '../shared/age.ts';
import type { Problem, ProblemCode } from '../shared/errors.ts';
import type { Result } from '../shared/result.ts';
import { type Clock, type IsoTime, isoTime, MINUTE } from '../shared/time.ts';

export type Side = 'connectWise' | 'portal';

/** How the last call over a connection went. */
export interface SideHealth {
  checkedAt: IsoTime;
  problem?: Problem;
}

/** What is known of both connections, from the calls that are made anyway: nothing is asked only to know it. */
export interface ConnectionHealth {
  read(): Promise<Partial<Record<Side, SideHealth>>>;
  note(side: Side, result: Result<unknown>): Promise<void>;
}

const KEY = 'connection-health';

/** Problems that speak of the connection; all others mean that the other side answered. */
const OF_CONNECTION: ReadonlySet<ProblemCode> = new Set([
  'not-connected',
  'unreachable',
  'timeout',
  'not-json',
  'unknown-company-id',
  'unauthorized',
  'missing-client-id',
  'blocked-by-portal',
  'host-permission',
  'moved',
  'server-error',
]);

/** Writes only what is news: another verdict, or the same one a minute later. */
export function createConnectionHealth(storage: StorageArea, clock: Clock): ConnectionHealth {
  const read = async () => {
    const parsed = healthSchema.safeParse(await storage.get(KEY));
    return parsed.success ? (parsed.data as Partial<Record<Side, SideHealth>>) : {};
  };
  // Two sides may report at once; one after the other, so that neither overwrites the other's news.
  const queue = { tail: Promise.resolve() };

  const store = async (side: Side, problem: Problem | undefined) => {
    const known = await read();
    const last = known[side];
    const now = clock();
    const isKnown = last && last.problem?.code === problem?.code;
    if (isKnown && isYoungerThan(MINUTE, Date.parse(last.checkedAt), now)) return;
    const health: SideHealth = problem ? { checkedAt: isoTime(now), problem } : { checkedAt: isoTime(now) };
    await storage.set(KEY, { ...known, [side]: health });
  };

  return {
    read,
    note(side, result) {
      const problem = !result.ok && OF_CONNECTION.has(result.problem.code) ? result.problem : undefined;
      queue.tail = queue.tail.then(() => store(side, problem)).catch(() => {});
      return queue.tail;
    },
  };
}

/**
 * The same port, with every answer noted. Both ports consist of plain values and of methods that answer a Result; the one exception is
 * `inBackground`, which answers a port again: that one is watched too, and is the same each time it is asked for.
 */
export function watched<Port extends object>(port: Port, side: Side, health: ConnectionHealth): Port {
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
      const result = (await Reflect.apply(value, target, input)) as Result<unknown>;
      await health.note(side, result);
      return result;
    };
  };
  return watch(port) as Port;
}

const sideSchema = z.object({
  checkedAt: z.string(),
  problem: z.optional(z.looseObject({ code: z.string(), message: z.string(), nextStep: z.string() })),
});

const healthSchema = z.object({ connectWise: z.optional(sideSchema), portal: z.optional(sideSchema) });
