import type { Failure } from '../../shared/errors.ts';
import { MINUTE } from '../../shared/time.ts';
import type { EngineDeps } from '../engine-api.ts';
import type { Halt } from './event-waits.ts';
import { requestedDelay } from './retry.ts';

type StopDeps = Pick<EngineDeps, 'store' | 'clock'>;

const KEY = 'connection-stopped';
/** One careful try after this long, in case that the other side was fixed; keys are not tried until they are locked. */
const PAUSE = 30 * MINUTE;

/** Remembers that a connection was refused (401) or asked us to slow down: automatic work stops, nothing is dropped. */
export async function stopConnection(deps: StopDeps, failure: Failure): Promise<void> {
  await deps.store.cache(KEY, { failure, until: deps.clock() + (requestedDelay(failure) ?? PAUSE) }, deps.clock());
}

/** Returns why automatic work is paused now, if it does. */
export async function connectionStopped(deps: StopDeps): Promise<Failure | undefined> {
  return (await connectionStop(deps))?.failure;
}

/** The same with its end, in milliseconds since the epoch. */
export async function connectionStop(deps: StopDeps): Promise<Halt | undefined> {
  const stop = await deps.store.cached<Halt>(KEY);
  // Stored "in the future": the clock was set back, and the stop would last until that time comes.
  return stop && stop.at <= deps.clock() && stop.value.until > deps.clock() ? stop.value : undefined;
}

/** A user entered new keys, or a call worked again: everything that waits is due. */
export async function resumeConnection(deps: StopDeps): Promise<void> {
  await deps.store.forget(KEY);
  await deps.store.wakeWaiting(deps.clock());
}
