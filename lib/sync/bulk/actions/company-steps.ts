import type { Run } from '../../../domain/change.ts';
import { moneyTotals } from '../../../domain/money-sentence.ts';
import type { Failure } from '../../../shared/errors.ts';
import { ok } from '../../../shared/result.ts';
import { literalText } from '../../../shared/text-values.ts';
import type { EngineDeps } from '../../engine-api.ts';
import { connectionOf } from '../../read/connection-of.ts';
import { isPermanent } from '../customer-outcome.ts';
import type { BulkActionCompany, BulkActionRequest, StoredRow } from './action-state.ts';
import { applyCompanyAction, undoCompanyAction } from './apply-company-action.ts';
import { planCompanyAction } from './plan-company-action.ts';

/** What came of one company in a step: its row, where there is one, and a failure that trying again may change. */
export interface StepOutcome {
  row?: StoredRow;
  failure?: Failure;
}

export type Step = (company: BulkActionCompany, row: StoredRow | undefined) => Promise<StepOutcome>;

/** How many runs of a company are looked through for those of the action. */
const LOOK_BACK = 50;

/** A company before its first step. */
export function emptyRow(companyId: number): StoredRow {
  return {
    companyId,
    companyName: literalText(`Company ${companyId}`),
    changes: 0,
    held: 0,
    money: [],
    state: 'waiting',
  };
}

export async function plannedRow(
  deps: EngineDeps,
  { kind }: BulkActionRequest,
  company: BulkActionCompany,
): Promise<StepOutcome> {
  const planned = await planCompanyAction(deps, kind, company);
  if (!planned.ok) {
    const { failure } = planned;
    return isPermanent(failure) ? { row: { ...emptyRow(company.companyId), state: 'failed', failure } } : { failure };
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

/** Applies what is left of a company's plan: what an earlier run of the action wrote, before it was cut off, is not written again. */
export async function appliedRow(
  deps: EngineDeps,
  request: BulkActionRequest,
  company: BulkActionCompany,
  row: StoredRow,
): Promise<StepOutcome> {
  const earlier = await runsOfAction(deps, request, row.companyId);
  const known = withRuns(row, earlier);
  const last = earlier.at(-1);
  // Stored while the row was not: the worker was killed in between.
  const run =
    last && isFinal(last) ? ok(last) : await applyCompanyAction(deps, request, company, row.planId ?? '', earlier);
  if (!run.ok) {
    const { failure } = run;
    if (!isPermanent(failure) && failure.code !== 'conflict') return { row: known, failure };
    return { row: { ...known, state: wroteAny(earlier) ? 'partly' : 'failed', failure } };
  }
  const runs = last?.id === run.value.id ? earlier : [...earlier, run.value];
  const done = endedRow(withRuns(row, runs), run.value, runs);
  if (isFinal(run.value) || !run.value.failure) return { row: done };
  // Until the next run the company is not done.
  return { row: { ...withRuns(row, runs), state: row.state }, failure: run.value.failure };
}

/** Undoes every run of a company, the newest first. */
export async function undoneRow(deps: EngineDeps, row: StoredRow): Promise<StepOutcome> {
  const { failure: _, tries: __, isUndoWaiting: ___, ...before } = row;
  for (const runId of (row.runIds ?? []).toReversed()) {
    const run = await undoCompanyAction(deps, runId);
    if (run.ok && run.value.state === 'done') continue;
    const failure = run.ok ? (run.value.failure ?? notWritten(run.value)) : run.failure;
    const passes = !isPermanent(failure) && failure.code !== 'conflict';
    return passes ? { failure } : { row: { ...before, state: 'failed', isUndoFailed: true, failure } };
  }
  return { row: { ...before, state: 'undone' } };
}

/** Runs of an action for a company that have ended, oldest first. */
export async function runsOfAction(
  { store }: Pick<EngineDeps, 'store'>,
  request: Pick<BulkActionRequest, 'id'>,
  companyId: number,
): Promise<Run[]> {
  const runs = await store.runs({ companyId, limit: LOOK_BACK });
  return runs.filter(({ cause, state }) => cause.ref === request.id && state !== 'running').toReversed();
}

/** Whatever becomes of the row, what its runs wrote can be undone. */
export function withRuns(row: StoredRow, runs: readonly Run[]): StoredRow {
  const last = runs.at(-1);
  if (!last) return row;
  return {
    ...row,
    runId: last.id,
    runIds: runs.map(({ id }) => id),
    ...(last.finishedAt && { appliedAt: last.finishedAt }),
  };
}

/** Whether another run of the same plan could do no more. */
function isFinal({ state, failure, counts }: Run): boolean {
  if (state === 'done' || state === 'cancelled') return true;
  return state === 'failed' && (failure === undefined || isPermanent(failure) || counts.conflict > 0);
}

function endedRow(row: StoredRow, run: Run, runs: readonly Run[]): StoredRow {
  const { failed, conflict, unknown } = run.counts;
  const left = failed + conflict + unknown;
  const { failure: _, tries: __, ...before } = row;
  const failure = run.failure ?? (left > 0 ? notWritten(run) : undefined);
  const isWhole = left === 0 && run.state === 'done';
  return {
    ...before,
    state: isWhole ? 'applied' : wroteAny(runs) ? 'partly' : 'failed',
    ...(failure && { failure }),
  };
}

function wroteAny(runs: readonly Run[]): boolean {
  return runs.some(({ counts }) => counts.applied > 0);
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
