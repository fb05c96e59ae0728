import type { SweepView } from '../../domain/bulk-sync-view.ts';
import type { Run } from '../../domain/change.ts';
import type { Failure } from '../../shared/errors.ts';
import { type IsoTime, isoTime } from '../../shared/time.ts';
import type { EngineDeps } from '../engine-api.ts';
import { connectionStopped } from '../pacing/connection-stop.ts';

type StateDeps = Pick<EngineDeps, 'store' | 'clock'>;

/*
 * A sweep is kept in two records, so that a person's wish and the worker's progress never overwrite one another: the
 * order is written by what a person presses, the progress by `continueSweep`, of which one goes on at a time.
 */

/** What a person wants. */
export interface SweepOrder {
  id: string;
  startedAt: IsoTime;
  /** Which ConnectWise and which portal it is about: record ids and customer ids mean nothing elsewhere. */
  tenant: string;
  source: string;
  wish: 'run' | 'pause' | 'cancel';
  wishedAt: IsoTime;
}

/** How a customer counts once it is dealt with. */
export type Counted = 'updated' | 'unchanged' | 'needsPerson' | 'notLinked';

export interface SweepProgress extends Record<Counted, number> {
  state: 'running' | 'done' | 'failed';
  total: number;
  /** How many chunks there are; absent: the customers have not been listed yet. */
  chunks?: number;
  /** The chunk that is worked on. */
  chunk: number;
  /** Customers of this chunk that are dealt with. */
  settled: string[];
  /** What the runs wrote to quantities; absent: nothing so far. */
  quantities?: Run['quantities'];
  /** Companies of several customers whose runs are in `quantities`. */
  countedCompanies?: number[];
  current?: string;
  workedMilliseconds: number;
  finishedAt?: IsoTime;
  /**
   * Why it stands still, since and until when (milliseconds since the epoch; until 0: until the connection works again), and
   * how often it did since it last got on.
   */
  halt?: { failure: Failure; at: number; until: number; times: number } | undefined;
}

/** A customer as it waits for its turn. */
export interface SweepCustomer {
  id: string;
  name: string;
  /** Companies that may carry its EFS id: as last seen, else by the configurations that ConnectWise holds, else by their name. */
  candidates: number[];
  /** Nothing but their name speaks for the candidates. */
  onlyByName?: boolean;
  /** No configuration that could be read leads to its company; one that could not may: ConnectWise is asked about this customer. */
  mayBeOwned?: boolean;
  /** Every company with a configuration of the customer's is among the candidates. */
  ownersListed?: boolean;
}

/** Where the order of the sync of all customers stands; the preview of a first sync has its own. */
export const ORDER = 'sweep:order';
const NOT_BEGUN: SweepProgress = {
  state: 'running',
  total: 0,
  chunk: 0,
  settled: [],
  workedMilliseconds: 0,
  updated: 0,
  unchanged: 0,
  needsPerson: 0,
  notLinked: 0,
};

export async function readOrder({ store }: StateDeps, key: string = ORDER): Promise<SweepOrder | undefined> {
  return (await store.cached<SweepOrder>(key))?.value;
}

export async function writeOrder(deps: StateDeps, order: SweepOrder, key: string = ORDER): Promise<void> {
  await deps.store.cache(key, order, deps.clock());
}

export async function readProgress({ store }: StateDeps, id: string): Promise<SweepProgress> {
  return (await store.cached<SweepProgress>(`sweep:${id}:progress`))?.value ?? NOT_BEGUN;
}

export async function writeProgress(deps: StateDeps, id: string, progress: SweepProgress): Promise<void> {
  await deps.store.cache(`sweep:${id}:progress`, progress, deps.clock());
}

export async function readChunk({ store }: StateDeps, id: string, chunk: number): Promise<SweepCustomer[]> {
  return (await store.cached<SweepCustomer[]>(chunkKey(id, chunk)))?.value ?? [];
}

export async function writeChunk(deps: StateDeps, id: string, chunk: number, rows: SweepCustomer[]): Promise<void> {
  await deps.store.cache(chunkKey(id, chunk), rows, deps.clock());
}

/** The customers that waited; what became of them stays. */
export async function forgetChunks({ store }: StateDeps, id: string): Promise<void> {
  await store.forget(`sweep:${id}:chunk:`);
}

/** All that is left of a sweep before the next one. */
export async function forgetSweep({ store }: StateDeps, id: string): Promise<void> {
  await store.forget(`sweep:${id}:`);
}

function chunkKey(id: string, chunk: number): string {
  return `sweep:${id}:chunk:${chunk}`;
}

/** The sweep as a person sees it. */
export async function viewOf(deps: StateDeps, order: SweepOrder): Promise<SweepView> {
  const progress = await readProgress(deps, order.id);
  const { total, updated, unchanged, needsPerson, notLinked, current, workedMilliseconds, quantities } = progress;
  const done = updated + unchanged + needsPerson + notLinked;
  const halted = await haltOf(deps, order, progress);
  const state = stateOf(order, progress, halted);
  const finishedAt = state === 'cancelled' ? order.wishedAt : progress.finishedAt;
  const failure = halted ?? (state === 'failed' ? progress.halt?.failure : undefined);
  const remaining = done > 0 ? Math.round((workedMilliseconds / done / 1000) * (total - done)) : undefined;
  const goesOn = state === 'running' || state === 'paused';
  return {
    id: order.id,
    state,
    startedAt: order.startedAt,
    total,
    done,
    updated,
    unchanged,
    needsPerson,
    notLinked,
    ...(quantities && { quantities }),
    ...(finishedAt && { finishedAt }),
    ...(state === 'running' && current !== undefined && { current }),
    ...(goesOn && remaining !== undefined && { remainingSeconds: remaining }),
    ...(failure && { failure }),
  };
}

function stateOf({ wish }: SweepOrder, progress: SweepProgress, halted: Failure | undefined): SweepView['state'] {
  if (progress.state !== 'running') return progress.state;
  if (wish === 'cancel') return 'cancelled';
  return wish === 'pause' || halted ? 'paused' : 'running';
}

/** Why a running sweep stands still now, though nobody wished it. */
export async function haltOf(
  deps: StateDeps,
  order: SweepOrder,
  { state, halt }: SweepProgress,
): Promise<Failure | undefined> {
  if (state !== 'running' || order.wish === 'cancel') return undefined;
  const stopped = await connectionStopped(deps);
  if (stopped) return stopped;
  const now = deps.clock();
  // A person who pressed start since knows of it; a halt in the future comes from a clock that was set back.
  const stands = halt && halt.at <= now && halt.until > now && isoTime(halt.at) >= order.wishedAt;
  return stands ? halt.failure : undefined;
}

/** A new order; times as ISO. */
export function newOrder(deps: Pick<EngineDeps, 'clock' | 'ids' | 'connectWise' | 'portal'>): SweepOrder {
  const now = isoTime(deps.clock());
  const { tenant } = deps.connectWise;
  return { id: deps.ids(), startedAt: now, tenant, source: deps.portal.source, wish: 'run', wishedAt: now };
}
