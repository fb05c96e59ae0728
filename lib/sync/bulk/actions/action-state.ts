import type { ApprovalRef } from '../../../domain/approval.ts';
import type { BulkActionKind, BulkActionRow, BulkActionState, BulkActionView } from '../../../domain/bulk-action.ts';
import { moneyTotals } from '../../../domain/money-sentence.ts';
import type { Failure } from '../../../shared/errors.ts';
import type { IsoTime } from '../../../shared/time.ts';
import type { EngineDeps } from '../../engine-api.ts';

/*
 * A bulk action is kept in records of two writers: what the user wants, written when a button is pressed, and what came of each company,
 * written by whoever works on it. Where it is follows from both, so that a killed worker leaves nothing in between.
 */

type StateDeps = Pick<EngineDeps, 'store' | 'clock'>;

export interface BulkActionRequest {
  id: string;
  kind: BulkActionKind;
  startedAt: IsoTime;
  /** How far the user lets it go. */
  wanted: 'plan' | 'apply' | 'undo';
  isPaused: boolean;
  isCancelled: boolean;
  /** Companies in all, and chunks that they are stored in. */
  total: number;
  chunks: number;
}

/** A company as it waits for its turn; with `approve`, which of its changes were chosen. */
export interface BulkActionCompany {
  companyId: number;
  approvals?: ApprovalRef[];
}

/** What is kept of a company beside what a user sees. */
export interface StoredRow extends BulkActionRow {
  planId?: string;
  /** Runs that wrote something for it, oldest first: what was cut off is applied again in another one. */
  runIds?: string[];
  /** Not everything of it could be undone. */
  isUndoFailed?: true;
  /** It was not undone for a reason that may pass, see `failure`: it is tried again. */
  isUndoWaiting?: true;
  /** How often it met something that may pass. */
  tries?: number;
  /** When the run that wrote ended: what was written last is undone first. */
  appliedAt?: IsoTime;
}

const REQUEST = 'bulk-action:request';
/** Companies of one stored record. */
export const CHUNK = 50;

export async function readRequest({ store }: StateDeps): Promise<BulkActionRequest | undefined> {
  return (await store.cached<BulkActionRequest>(REQUEST))?.value;
}

export async function writeRequest({ store, clock }: StateDeps, request: BulkActionRequest): Promise<void> {
  await store.cache(REQUEST, request, clock());
}

export async function writeCompanies(
  { store, clock }: StateDeps,
  id: string,
  companies: readonly BulkActionCompany[],
): Promise<number> {
  let chunks = 0;
  for (let from = 0; from < companies.length; from += CHUNK) {
    await store.cache(companiesKey(id, chunks++), companies.slice(from, from + CHUNK), clock());
  }
  return chunks;
}

export async function readCompanies({ store }: StateDeps, id: string, chunk: number): Promise<BulkActionCompany[]> {
  return (await store.cached<BulkActionCompany[]>(companiesKey(id, chunk)))?.value ?? [];
}

/** What came of the companies of a chunk so far, by company id. */
export async function readRows({ store }: StateDeps, id: string, chunk: number): Promise<Record<string, StoredRow>> {
  return (await store.cached<Record<string, StoredRow>>(rowsKey(id, chunk)))?.value ?? {};
}

export async function writeRows(
  { store, clock }: StateDeps,
  id: string,
  chunk: number,
  rows: Record<string, StoredRow>,
): Promise<void> {
  await store.cache(rowsKey(id, chunk), rows, clock());
}

/** Every row so far, in the order in which the companies were chosen. */
export async function allRows({ store }: StateDeps, id: string): Promise<StoredRow[]> {
  const stored = await store.cachedAll<Record<string, StoredRow>>(rowsKey(id, ''));
  return stored.flatMap(({ value }) => Object.values(value));
}

/** Why nothing goes on, and until when (milliseconds since the epoch), how often in a row. */
export interface Halt {
  failure: Failure;
  at: number;
  until: number;
  times: number;
}

export async function readHalt({ store }: StateDeps, id: string): Promise<Halt | undefined> {
  return (await store.cached<Halt>(haltKey(id)))?.value;
}

export async function writeHalt({ store, clock }: StateDeps, id: string, halt: Halt | undefined): Promise<void> {
  if (halt) await store.cache(haltKey(id), halt, clock());
  else await store.forget(haltKey(id));
}

/** All that is left of an action before the next one. */
export async function forgetAction({ store }: StateDeps, id: string): Promise<void> {
  await store.forget(`bulk-action:${id}:`);
}

export async function viewOf(deps: StateDeps, request: BulkActionRequest): Promise<BulkActionView> {
  const rows = await allRows(deps, request.id);
  const hasEnded = (await deps.store.cached(endedKey(request.id))) !== undefined;
  const state = stateOf(request, rows, hasEnded);
  const halt = await readHalt(deps, request.id);
  // Once its time is over, it is tried again, and shown again if it fails again.
  const isWaiting = halt !== undefined && (halt.until === 0 || halt.until > deps.clock());
  const isGoingOn = state === 'planning' || state === 'applying' || state === 'undoing';
  const planned = rows.filter(({ changes, held }) => changes + held > 0);
  return {
    id: request.id,
    kind: request.kind,
    state,
    startedAt: request.startedAt,
    ...figures(request, rows, state),
    companies: planned.length,
    changes: sum(rows.map(({ changes }) => changes)),
    held: sum(rows.map(({ held }) => held)),
    failed: rows.filter(({ failure, isUndoWaiting }) => failure !== undefined && !isUndoWaiting).length,
    money: moneyTotals(rows.flatMap(({ money }) => money)),
    outcomes: countStates(rows),
    undoable: rows.filter(isUndoable).length,
    ...(isWaiting && isGoingOn ? { failure: halt.failure } : undoWaitsFor(state, rows)),
  };
}

/** An undo of which nothing can go on now has not ended: why it waits. */
function undoWaitsFor(state: BulkActionState, rows: readonly StoredRow[]): Pick<BulkActionView, 'failure'> {
  const open = state === 'undoing' ? rows.filter(isUndoable) : [];
  const failure = open.every(({ isUndoWaiting }) => isUndoWaiting) ? open[0]?.failure : undefined;
  return failure ? { failure } : {};
}

function countStates(rows: readonly StoredRow[]): BulkActionView['outcomes'] {
  const outcomes: BulkActionView['outcomes'] = {};
  for (const { state } of rows) outcomes[state] = (outcomes[state] ?? 0) + 1;
  return outcomes;
}

/** How many companies the present step concerns, and for how many it has ended. */
function figures(
  { total, wanted }: BulkActionRequest,
  rows: readonly StoredRow[],
  state: BulkActionState,
): Pick<BulkActionView, 'total' | 'done'> {
  if (state === 'planning') return { total, done: rows.filter(isPlanned).length };
  if (wanted === 'undo') {
    const undone = rows.filter((row) => row.runId !== undefined && !isUndoable(row)).length;
    return { total: rows.filter(({ runId }) => runId !== undefined).length, done: undone };
  }
  const toApply = rows.filter(({ state: of }) => of !== 'nothing');
  return { total: toApply.length, done: toApply.filter((row) => !isApplicable(row)).length };
}

/** Nobody works on a cancelled action any more. */
export async function writeEnded({ store, clock }: StateDeps, id: string): Promise<void> {
  await store.cache(endedKey(id), true, clock());
}

function stateOf(
  { wanted, isPaused, isCancelled, total }: BulkActionRequest,
  rows: readonly StoredRow[],
  hasEnded: boolean,
): BulkActionState {
  if (isCancelled && wanted === 'plan') return 'cancelled';
  if (isCancelled && wanted === 'apply') return hasEnded ? 'cancelled' : 'cancelling';
  if (wanted === 'undo') return rows.some(isUndoable) ? (isPaused ? 'paused' : 'undoing') : 'undone';
  if (rows.filter(isPlanned).length < total) return isPaused ? 'paused' : 'planning';
  if (wanted === 'plan') return 'preview';
  if (rows.some(isApplicable)) return isPaused ? 'paused' : 'applying';
  return 'done';
}

export function isApplicable({ state }: StoredRow): boolean {
  return state === 'planned' || state === 'waiting';
}

/** Whatever its state: what its runs wrote can be undone, once. */
export function isUndoable({ state, runIds = [], isUndoFailed }: StoredRow): boolean {
  return runIds.length > 0 && state !== 'undone' && !isUndoFailed;
}

function isPlanned({ state, planId }: StoredRow): boolean {
  return state !== 'waiting' || planId !== undefined;
}

function companiesKey(id: string, chunk: number): string {
  return `bulk-action:${id}:companies:${chunk}`;
}

function rowsKey(id: string, chunk: number | ''): string {
  return `bulk-action:${id}:rows:${chunk === '' ? '' : String(chunk).padStart(6, '0')}`;
}

function endedKey(id: string): string {
  return `bulk-action:${id}:ended`;
}

function haltKey(id: string): string {
  return `bulk-action:${id}:halt`;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
