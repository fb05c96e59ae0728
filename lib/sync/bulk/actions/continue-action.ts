import type { Run } from '../../../domain/change.ts';
import { moneyTotals } from '../../../domain/money-sentence.ts';
import { isTimeUp } from '../../../shared/age.ts';
import type { Failure } from '../../../shared/errors.ts';
import { ok } from '../../../shared/result.ts';
import { literalText } from '../../../shared/text-values.ts';
import type { EngineDeps } from '../../engine-api.ts';
import { connectionStopped } from '../../pacing/connection-stop.ts';
import { connectionOf } from '../../read/connection-of.ts';
import { withSettingsNow } from '../../read/settings-now.ts';
import { onlyReads } from '../../runs/start-run.ts';
import { concernsAll, isPermanent } from '../customer-outcome.ts';
import {
  type BulkActionCompany,
  type BulkActionRequest,
  isApplicable,
  isUndoable,
  readCompanies,
  readRequest,
  readRows,
  type StoredRow,
  writeEnded,
  writeHalt,
  writeRows,
} from './action-state.ts';
import { applyCompanyAction, undoCompanyAction } from './apply-company-action.ts';
import { planCompanyAction } from './plan-company-action.ts';

/** As many companies at once as the client keeps requests in flight. */
const AT_ONCE = 4;

/** How many runs of a company are looked through for those of the action. */
const LOOK_BACK = 20;
/** A company that could not be worked on so often needs a user. */
const MOST_TRIES = 5;

/** What came of one company in a step: its row, where there is one, and a failure that trying again may change. */
interface StepOutcome {
  row?: StoredRow;
  failure?: Failure;
}

type Step = (company: BulkActionCompany, row: StoredRow | undefined) => Promise<StepOutcome>;

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
  const connection = await connectionStopped(deps);
  if (connection) return writeHalt(deps, request.id, connection);
  const chunks = Array.from({ length: request.chunks }, (_, index) => index);
  // What was written last is undone first.
  if (request.wanted === 'undo') chunks.reverse();
  for (const chunk of chunks) {
    const ended = await workOnChunk(deps, request, chunk, stopped);
    if (ended === 'done') continue;
    if (ended !== 'stopped') await writeHalt(deps, request.id, ended.failure);
    const now = await readRequest(deps);
    if (now?.id === request.id && now.isCancelled) await writeEnded(deps, request.id);
    return;
  }
  await writeHalt(deps, request.id, undefined);
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
      if (!failure) await put(row);
      else if (!concernsAll(failure)) await put(triedRow(row, failure));
      else {
        if (before) await put(row);
        end ??= { failure };
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return end ?? 'done';
}

/** Another run of the company, say: shown, and tried again with the next call, a few times. */
function triedRow(row: StoredRow, failure: Failure): StoredRow {
  const tries = (row.tries ?? 0) + 1;
  return { ...row, tries, failure, ...(tries >= MOST_TRIES && { state: 'failed' }) };
}

function isOpen({ wanted }: BulkActionRequest, row: StoredRow | undefined): boolean {
  if (wanted === 'plan') return row === undefined;
  return row !== undefined && (wanted === 'apply' ? isApplicable(row) : isUndoable(row));
}

function stepOf(deps: EngineDeps, request: BulkActionRequest): Step {
  if (request.wanted === 'plan') return (company) => plannedRow(deps, request, company);
  return request.wanted === 'apply'
    ? (company, row) => appliedRow(deps, request, company, row ?? emptyRow(company.companyId))
    : (company, row) => undoneRow(deps, row ?? emptyRow(company.companyId));
}

async function plannedRow(
  deps: EngineDeps,
  { kind }: BulkActionRequest,
  company: BulkActionCompany,
): Promise<StepOutcome> {
  const planned = await planCompanyAction(deps, kind, company);
  if (!planned.ok) {
    const { failure } = planned;
    if (concernsAll(failure)) return { failure };
    return { row: { ...emptyRow(company.companyId), state: 'failed', failure } };
  }
  const { plan, confirmed } = planned.value;
  const chosen = new Set(confirmed);
  const written = plan.changes.filter(({ guard, id }) => !guard || chosen.has(id));
  await deps.store.putPlan({ ...plan, ...connectionOf(deps) });
  return {
    row: {
      companyId: plan.companyId,
      companyName: plan.companyName,
      changes: written.length,
      held: plan.changes.length - written.length,
      money: moneyTotals(written.flatMap(({ money }) => money ?? [])),
      state: written.length > 0 ? 'planned' : 'nothing',
      planId: plan.id,
    },
  };
}

async function appliedRow(
  deps: EngineDeps,
  request: BulkActionRequest,
  company: BulkActionCompany,
  row: StoredRow,
): Promise<StepOutcome> {
  const earlier = await runsOf(deps, request, row.companyId);
  const [last] = earlier;
  // Stored while the row was not: the worker was killed in between.
  const run = last && isFinal(last) ? ok(last) : await applyCompanyAction(deps, request, company, row.planId ?? '');
  if (!run.ok) {
    const { failure } = run;
    return isPermanent(failure) || failure.code === 'conflict'
      ? { row: { ...row, state: 'failed', failure } }
      : { failure };
  }
  const done = withRun(row, run.value, earlier);
  if (isFinal(run.value) || !run.value.failure) return { row: done };
  // What was written is found written by the next run; until then the company is not done.
  return { row: { ...done, state: row.state }, failure: run.value.failure };
}

/** Runs of this action for a company that have ended, newest first. */
async function runsOf({ store }: EngineDeps, request: BulkActionRequest, companyId: number): Promise<Run[]> {
  const runs = await store.runs({ companyId, limit: LOOK_BACK });
  return runs.filter(({ cause, state }) => cause.ref === request.id && state !== 'running');
}

/** Whether another run of the same plan could do no more. */
function isFinal({ state, failure, counts }: Run): boolean {
  if (state === 'done' || state === 'cancelled') return true;
  return state === 'failed' && (failure === undefined || isPermanent(failure) || counts.conflict > 0);
}

function withRun(row: StoredRow, run: Run, earlier: readonly Run[]): StoredRow {
  const { applied, failed, conflict, unknown } = run.counts;
  const left = failed + conflict + unknown;
  const { failure: _, tries: __, ...before } = row;
  const failure = run.failure ?? (left > 0 ? notWritten(run) : undefined);
  return {
    ...before,
    state: left === 0 && run.state === 'done' ? 'applied' : applied > 0 ? 'partly' : 'failed',
    runId: run.id,
    runIds: [...new Set([...earlier.map(({ id }) => id).toReversed(), run.id])],
    ...(run.finishedAt && { appliedAt: run.finishedAt }),
    ...(failure && { failure }),
  };
}

async function undoneRow(deps: EngineDeps, row: StoredRow): Promise<StepOutcome> {
  const { failure: _, tries: __, ...before } = row;
  for (const runId of (row.runIds ?? []).toReversed()) {
    const run = await undoCompanyAction(deps, runId);
    if (run.ok && run.value.state === 'done') continue;
    const failure = run.ok ? (run.value.failure ?? notWritten(run.value)) : run.failure;
    const passes = !isPermanent(failure) && failure.code !== 'conflict';
    return passes ? { failure } : { row: { ...before, state: 'failed', failure } };
  }
  return { row: { ...before, state: 'undone' } };
}

/** The first sentence that says what was not written. */
function notWritten({ outcomes, counts }: Run): Failure {
  const said = outcomes.find(({ code }) => code === 'not-written')?.text;
  return {
    code: 'conflict',
    message: said ?? `${counts.failed + counts.conflict + counts.unknown} changes were not written.`,
    nextStep: 'Look at the journal of this company.',
  };
}

function lastOf(row: StoredRow | undefined): string {
  return row?.appliedAt ?? '';
}

function emptyRow(companyId: number): StoredRow {
  return {
    companyId,
    companyName: literalText(`Company ${companyId}`),
    changes: 0,
    held: 0,
    money: [],
    state: 'waiting',
  };
}
