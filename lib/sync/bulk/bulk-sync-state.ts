import type { BulkSyncView } from '../../domain/bulk-sync-view.ts';
import type { Run } from '../../domain/change.ts';
import type { Failure } from '../../shared/errors.ts';
import { type IsoTime, isoTime } from '../../shared/time.ts';
import type { EngineDeps } from '../engine-api.ts';
import { connectionStopped } from '../pacing/connection-stop.ts';

type StateDeps = Pick<EngineDeps, 'store' | 'clock'>;

/*
 * A bulk sync is kept in two records, so a user's request and the worker's progress never overwrite each other: the
 * request is written when a user presses a button, the progress by `continueBulkSync`, of which one runs at a time.
 */

/** What a user wants. */
export interface BulkSyncRequest {
  id: string;
  startedAt: IsoTime;
  request: 'run' | 'pause' | 'cancel';
  requestedAt: IsoTime;
}

/** How a customer counts once it is processed. */
export type Counted = 'updated' | 'unchanged' | 'needsUser' | 'notLinked';

export interface BulkSyncProgress extends Record<Counted, number> {
  state: 'running' | 'done' | 'failed';
  total: number;
  /** How many chunks there are; absent: the customers have not been listed yet. */
  chunks?: number;
  /** The chunk that is processed. */
  chunk: number;
  /** Customers of this chunk that are processed. */
  settled: string[];
  /** What the runs wrote to quantities; absent: nothing so far. */
  quantities?: Run['quantities'];
  /** Companies of several customers whose runs are in `quantities`. */
  countedCompanies?: number[];
  current?: string;
  workedMilliseconds: number;
  finishedAt?: IsoTime;
  /**
   * Why it is paused, since and until when (milliseconds since the epoch; until 0: until the connection works again), and
   * how often it did since it last got on.
   */
  halt?: { failure: Failure; at: number; until: number; times: number } | undefined;
}

/** A customer as it waits for its turn. */
export interface BulkSyncCustomer {
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
  /** When they were; the customer may wait for days. */
  listedAt?: IsoTime;
}

/** The key of the request for the bulk sync; the preview of a first sync has its own. */
export const REQUEST = 'bulk-sync:request';
const NOT_BEGUN: BulkSyncProgress = {
  state: 'running',
  total: 0,
  chunk: 0,
  settled: [],
  workedMilliseconds: 0,
  updated: 0,
  unchanged: 0,
  needsUser: 0,
  notLinked: 0,
};

export async function readRequest({ store }: StateDeps, key: string = REQUEST): Promise<BulkSyncRequest | undefined> {
  return (await store.cached<BulkSyncRequest>(key))?.value;
}

export async function writeRequest(deps: StateDeps, order: BulkSyncRequest, key: string = REQUEST): Promise<void> {
  await deps.store.cache(key, order, deps.clock());
}

export async function readProgress({ store }: StateDeps, id: string): Promise<BulkSyncProgress> {
  return (await store.cached<BulkSyncProgress>(`bulk-sync:${id}:progress`))?.value ?? NOT_BEGUN;
}

export async function writeProgress(deps: StateDeps, id: string, progress: BulkSyncProgress): Promise<void> {
  await deps.store.cache(`bulk-sync:${id}:progress`, progress, deps.clock());
}

export async function readChunk({ store }: StateDeps, id: string, chunk: number): Promise<BulkSyncCustomer[]> {
  return (await store.cached<BulkSyncCustomer[]>(chunkKey(id, chunk)))?.value ?? [];
}

export async function writeChunk(deps: StateDeps, id: string, chunk: number, rows: BulkSyncCustomer[]): Promise<void> {
  await deps.store.cache(chunkKey(id, chunk), rows, deps.clock());
}

/** The customers that waited; what became of them stays. */
export async function forgetChunks({ store }: StateDeps, id: string): Promise<void> {
  await store.forget(`bulk-sync:${id}:chunk:`);
}

/** All that is left of a bulk sync before the next one. */
export async function forgetBulkSync({ store }: StateDeps, id: string): Promise<void> {
  await store.forget(`bulk-sync:${id}:`);
}

/** What a job left that was cut off just as it ended, or that was replaced while it still worked. */
export async function forgetStrays({ store }: StateDeps, kept: ReadonlySet<string>): Promise<void> {
  const keys = await store.cachedKeys('bulk-sync:');
  const ids = new Set(keys.map((key) => key.split(':')[1] ?? '').filter((id) => id !== 'request'));
  for (const id of ids) if (!kept.has(id)) await store.forget(`bulk-sync:${id}:`);
}

function chunkKey(id: string, chunk: number): string {
  return `bulk-sync:${id}:chunk:${chunk}`;
}

/** The bulk sync as a user sees it. */
export async function viewOf(deps: StateDeps, order: BulkSyncRequest): Promise<BulkSyncView> {
  const progress = await readProgress(deps, order.id);
  const { total, updated, unchanged, needsUser, notLinked, current, workedMilliseconds, quantities } = progress;
  const done = updated + unchanged + needsUser + notLinked;
  const halted = await haltOf(deps, order, progress);
  const state = stateOf(order, progress, halted);
  const finishedAt = state === 'cancelled' ? order.requestedAt : progress.finishedAt;
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
    needsUser,
    notLinked,
    ...(quantities && { quantities }),
    ...(finishedAt && { finishedAt }),
    ...(state === 'running' && current !== undefined && { current }),
    ...(goesOn && remaining !== undefined && { remainingSeconds: remaining }),
    ...(failure && { failure }),
  };
}

function stateOf(
  { request }: BulkSyncRequest,
  progress: BulkSyncProgress,
  halted: Failure | undefined,
): BulkSyncView['state'] {
  if (progress.state !== 'running') return progress.state;
  if (request === 'cancel') return 'cancelled';
  return request === 'pause' || halted ? 'paused' : 'running';
}

/** Why a running bulk sync is paused now, although no user paused it. */
export async function haltOf(
  deps: StateDeps,
  order: BulkSyncRequest,
  { state, halt }: BulkSyncProgress,
): Promise<Failure | undefined> {
  if (state !== 'running' || order.request === 'cancel') return undefined;
  const stopped = await connectionStopped(deps);
  if (stopped) return stopped;
  const now = deps.clock();
  // A user who pressed start since knows of it; a halt in the future comes from a clock that was set back.
  const isValid = halt && halt.at <= now && halt.until > now && isoTime(halt.at) >= order.requestedAt;
  return isValid ? halt.failure : undefined;
}

/** A new order; times as ISO. */
export function newRequest(deps: Pick<EngineDeps, 'clock' | 'ids'>): BulkSyncRequest {
  const now = isoTime(deps.clock());
  return { id: deps.ids(), startedAt: now, request: 'run', requestedAt: now };
}
