import { isTimeUp } from '../../../shared/age.ts';
import type { Failure } from '../../../shared/errors.ts';
import type { EngineDeps } from '../../engine-api.ts';
import { connectionStopped, stopConnection } from '../../pacing/connection-stop.ts';
import { retry } from '../../pacing/retry.ts';
import { withSettingsNow } from '../../read/settings-now.ts';
import { onlyReads } from '../../runs/start-run.ts';
import { concernsAll } from '../customer-outcome.ts';
import {
  type BulkActionRequest,
  isApplicable,
  isUndoable,
  readCompanies,
  readHalt,
  readRequest,
  readRows,
  type StoredRow,
  writeEnded,
  writeHalt,
  writeRows,
} from './action-state.ts';
import { appliedRow, emptyRow, plannedRow, type Step, undoneRow } from './company-steps.ts';

/** As many companies at once as the client keeps requests in flight. */
const AT_ONCE = 4;

/** A company that could not be worked on so often needs a user. */
const MOST_TRIES = 5;

/**
 * Works on a bulk action until its step ends, a user stops it, the other side cannot be worked with, or `until` (milliseconds since
 * the epoch) has come. Each company's row is stored after its run was: cut off in between, the run's own state decides.
 */
export async function continueBulkAction(deps: EngineDeps, until: number): Promise<void> {
  const request = await readRequest(deps);
  if (!request) return;
  if (request.isCancelled && request.wanted !== 'undo') return writeEnded(deps, request.id);
  if (request.isPaused || onlyReads(deps)) return;
  const began = deps.clock();
  const stopped = async () => {
    const now = await readRequest(deps);
    return (
      isTimeUp(began, until, deps.clock()) ||
      now?.id !== request.id ||
      now.wanted !== request.wanted ||
      now.isPaused ||
      (now.isCancelled && now.wanted !== 'undo') ||
      onlyReads(await withSettingsNow(deps)) !== undefined
    );
  };
  if (await isHalted(deps, request.id)) return;
  const chunks = Array.from({ length: request.chunks }, (_, index) => index);
  // What was written last is undone first.
  if (request.wanted === 'undo') chunks.reverse();
  for (const chunk of chunks) {
    const ended = await workOnChunk(deps, request, chunk, stopped);
    if (ended === 'done') continue;
    if (ended !== 'stopped') await halt(deps, request.id, ended.failure);
    const now = await readRequest(deps);
    if (now?.id === request.id && now.isCancelled) await writeEnded(deps, request.id);
    return;
  }
  await writeHalt(deps, request.id, undefined);
}

/** Whether the connection, or the other side, has to be waited for. */
async function isHalted(deps: EngineDeps, id: string): Promise<boolean> {
  const connection = await connectionStopped(deps);
  if (connection) await writeHalt(deps, id, { failure: connection, until: 0, times: 0, at: deps.clock() });
  if (connection) return true;
  const last = await readHalt(deps, id);
  // The connection works again.
  if (last?.until === 0) await writeHalt(deps, id, undefined);
  // A halt in the future comes from a clock that was set back.
  return last !== undefined && last.at <= deps.clock() && last.until > deps.clock();
}

/** As a sync of all customers is halted: longer with each time, and the whole connection with it where its keys are refused. */
async function halt(deps: EngineDeps, id: string, failure: Failure): Promise<void> {
  const now = deps.clock();
  const times = ((await readHalt(deps, id))?.times ?? 0) + 1;
  const { stop, outcome } = retry({ attempts: times }, failure, now, (deps.random ?? Math.random)());
  if (stop) await stopConnection(deps, failure);
  await writeHalt(deps, id, { failure, until: outcome.state === 'waiting' ? outcome.dueAt : 0, times, at: now });
}

async function workOnChunk(
  deps: EngineDeps,
  request: BulkActionRequest,
  chunk: number,
  stopped: () => Promise<boolean>,
): Promise<'done' | 'stopped' | { failure: Failure }> {
  let rows = await readRows(deps, request.id, chunk);
  const companies = await readCompanies(deps, request.id, chunk);
  const queue = companies.filter(({ companyId }) => isOpen(request, rows[companyId]));
  if (queue.length === 0) return 'done';
  if (request.wanted === 'undo')
    queue.sort((a, b) => lastOf(rows[b.companyId]).localeCompare(lastOf(rows[a.companyId])));
  const step = stepOf(deps, request);
  let stored: Promise<void> = Promise.resolve();
  const put = (row: StoredRow) => {
    rows = { ...rows, [row.companyId]: row };
    const next = rows;
    stored = stored.then(() => writeRows(deps, request.id, chunk, next));
    return stored;
  };
  let end: 'stopped' | { failure: Failure } | undefined;
  const worker = async () => {
    for (let company = queue.shift(); company; company = queue.shift()) {
      if (!end && (await stopped())) end = 'stopped';
      if (end) return;
      const before = rows[company.companyId];
      const { row = before ?? emptyRow(company.companyId), failure } = await step(company, before);
      // Another action may have taken its place.
      if ((await readRequest(deps))?.id !== request.id) return;
      if (!failure) await put(row);
      else if (!concernsAll(failure)) await put(triedRow(request, row, failure));
      else {
        await put(row);
        end ??= { failure };
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return end ?? 'done';
}

/** Only time ends these: another run of the company, a write whose answer is missing. */
const WAITED_FOR: ReadonlySet<Failure['code']> = new Set(['busy', 'unclear']);

/** Shown, and tried again with the next call, a few times; what is undone, until it is: half of it is nothing that a user wants. */
function triedRow({ wanted }: BulkActionRequest, row: StoredRow, failure: Failure): StoredRow {
  if (wanted === 'undo') return { ...row, failure, isUndoWaiting: true };
  if (WAITED_FOR.has(failure.code)) return { ...row, failure };
  const tries = (row.tries ?? 0) + 1;
  return { ...row, tries, failure, ...(tries >= MOST_TRIES && { state: 'failed' }) };
}

function isOpen({ wanted }: BulkActionRequest, row: StoredRow | undefined): boolean {
  if (wanted === 'plan') return row === undefined || row.state === 'waiting';
  return row !== undefined && (wanted === 'apply' ? isApplicable(row) : isUndoable(row));
}

function stepOf(deps: EngineDeps, request: BulkActionRequest): Step {
  if (request.wanted === 'plan') return (company) => plannedRow(deps, request, company);
  return request.wanted === 'apply'
    ? (company, row) => appliedRow(deps, request, company, row ?? emptyRow(company.companyId))
    : (company, row) => undoneRow(deps, row ?? emptyRow(company.companyId));
}

function lastOf(row: StoredRow | undefined): string {
  return row?.appliedAt ?? '';
}
