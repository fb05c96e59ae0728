import { HOUR, MINUTE } from '../../shared/time.ts';
import type { EngineDeps } from '../engine-api.ts';

type StateDeps = Pick<EngineDeps, 'store' | 'clock' | 'random'>;

/** What this browser knows of its place among the others; a browser alone never leaves the first state. */
export interface StandByState {
  leads: boolean;
  /** Milliseconds between two looks. Kept while leading: a browser that led in error soon looks rarely again. 0: never stood by. */
  delay: number;
  /** Milliseconds since the epoch. */
  nextLookAt: number;
  /** Work for which this browser took over although another was at work, by key of the outbox entry, and when. */
  tried?: Record<string, number>;
}

const KEY = 'stand-by';
const LEADS: StandByState = { leads: true, delay: 0, nextLookAt: 0 };
const FIRST_DELAY = MINUTE;
const LONGEST_DELAY = HOUR;

export async function standByState({ store }: Pick<StateDeps, 'store'>): Promise<StandByState> {
  return (await store.cached<StandByState>(KEY))?.value ?? LEADS;
}

/** From now on this browser works off what is due. */
export async function takeLead(deps: StateDeps, state: StandByState): Promise<void> {
  await deps.store.cache<StandByState>(KEY, { ...state, leads: true, nextLookAt: 0 }, deps.clock());
}

/**
 * From now on this browser leaves the work to another, and looks again after the delay: a minute, and with every look that
 * finds all done twice as long, up to an hour. Each delay is spread by half of it to both sides, so that many browsers
 * look one after the other.
 */
export async function enterStandBy(deps: StateDeps, state: StandByState, longer: boolean): Promise<void> {
  const delay = longer ? Math.min(LONGEST_DELAY, Math.max(FIRST_DELAY, state.delay * 2)) : state.delay;
  const spread = 0.5 + (deps.random ?? Math.random)();
  const next: StandByState = { ...state, leads: false, delay, nextLookAt: deps.clock() + delay * spread };
  await deps.store.cache(KEY, next, deps.clock());
}

/** Whether it is time to look. A time that is further away than any delay comes from a clock that was set back. */
export function timeToLook({ delay, nextLookAt }: StandByState, now: number): boolean {
  return now >= nextLookAt || nextLookAt - now > delay * 1.5;
}
