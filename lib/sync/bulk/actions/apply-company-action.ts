import type { BulkActionKind } from '../../../domain/bulk-action.ts';
import type { Cause, Plan, Run } from '../../../domain/change.ts';
import { writtenParts } from '../../../domain/consent.ts';
import type { Failure } from '../../../shared/errors.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { applyPlan } from '../../apply/apply-plan.ts';
import { refsOf } from '../../apply/approvals.ts';
import type { EngineDeps } from '../../engine-api.ts';
import { decisive, isRecent } from '../../fixes/apply-preview.ts';
import { failedRun, finishedRun } from '../../runs/finish-run.ts';
import { planUndo } from '../../runs/plan-undo.ts';
import { foreignConnection, newRun, start } from '../../runs/start-run.ts';
import { actor } from '../../runs/sync-company.ts';
import { UNDONE_ALREADY, UNKNOWN } from '../../runs/undo-change.ts';
import type { BulkActionCompany } from './action-state.ts';
import { type ActionPlan, planCompanyAction } from './plan-company-action.ts';

/**
 * Applies what was planned for one company, in a run of its own; every record is read again before it is written.
 * @param earlier runs of the action for the company, which were cut off: what they wrote is left out.
 */
export async function applyCompanyAction(
  deps: EngineDeps,
  action: { id: string; kind: BulkActionKind },
  company: BulkActionCompany,
  planId: string,
  earlier: readonly Run[],
): Promise<Result<Run>> {
  const stored = await deps.store.plan(planId);
  if (!stored) return fail(outdated('This plan is no longer kept.'));
  const previewed = { ...stored, changes: await changesLeft(deps, stored, earlier) };
  const foreign = foreignConnection(deps, previewed);
  if (foreign) return fail(foreign);
  // Rejected since the preview, or written otherwise: nothing waits any more.
  const waiting = company.approvals ? await refsOf(deps, { changes: company.approvals }) : undefined;
  if (waiting && !waiting.ok) return waiting;
  const current = await currentPlan(deps, action.kind, company, previewed);
  if (!current.ok) return current;
  const { statistics, quantities, invoiceDescriptions } = writtenParts(deps.settings);
  const isSync = action.kind === 'sync';
  const run: Run = {
    ...newRun(deps, company.companyId, { kind: isSync ? 'bulk-sync' : 'bulk-action', ref: action.id }, previewed),
    previewed: true,
    ...(isSync && { parts: { statistics, quantities, invoiceDescriptions } }),
  };
  return applied(deps, run, current.value.plan, current.value.confirmed);
}

/** Changes that no earlier run has written. */
async function changesLeft(
  { store }: Pick<EngineDeps, 'store'>,
  { changes }: Plan,
  earlier: readonly Run[],
): Promise<Plan['changes']> {
  const written = new Set<string>();
  for (const { id } of earlier)
    for (const { change, state } of await store.journalOfRun(id)) if (state === 'applied') written.add(change.id);
  return changes.filter(({ id }) => !written.has(id));
}

/** Undoes what a run of an action wrote; what was changed since is left, and named in the failure. */
export async function undoCompanyAction(deps: EngineDeps, runId: string): Promise<Result<Run>> {
  const planned = await planUndo(deps, runId);
  if (!planned.ok) return planned;
  const plan = planned.value;
  const cause: Cause = { kind: 'undo', ref: runId };
  const run: Run = { ...newRun(deps, plan.companyId, cause, plan), previewed: true };
  const undone = await applied(
    deps,
    run,
    plan,
    plan.changes.map(({ id }) => id),
  );
  // Cut off and taken up again, it finds what it has undone itself.
  const unclear = plan.skipped.find(({ why }) => why === UNKNOWN);
  if (unclear && undone.ok && undone.value.state === 'done') return fail(notKnownYet(unclear.label));
  const skipped = plan.skipped.filter(({ why }) => !UNDONE_ALREADY.has(why));
  const [left] = skipped;
  if (!undone.ok || undone.value.state !== 'done' || !left) return undone;
  return fail({
    code: 'conflict',
    message: `${skipped.length} ${skipped.length === 1 ? 'change was' : 'changes were'} not undone. ${left.label}: ${left.why}`,
    nextStep: 'Look at the journal of this company, and correct it there.',
  });
}

async function applied(deps: EngineDeps, run: Run, plan: Plan, confirmed: readonly string[]): Promise<Result<Run>> {
  const started = await start(deps, run, async (tracker) => {
    const who = await actor(deps);
    if (!who.ok) return failedRun(tracker.current(), who.failure, deps.clock);
    const written = await applyPlan(deps, tracker, plan.changes, { who: who.value, confirmed: new Set(confirmed) });
    return finishedRun(tracker.current(), written, deps.clock);
  });
  if (!started.ok) return started;
  await started.value.finished;
  const ended = await deps.store.getRun(run.id);
  return ended ? ok(ended) : fail(outdated('The run is no longer in the journal.'));
}

async function currentPlan(
  deps: EngineDeps,
  kind: BulkActionKind,
  company: BulkActionCompany,
  previewed: Plan,
): Promise<Result<ActionPlan>> {
  const confirmed = kind === 'approve' ? previewed.changes.map(({ id }) => id) : [];
  if (isRecent(previewed, deps.clock())) return ok({ plan: previewed, confirmed });
  const again = await planCompanyAction(deps, kind, company);
  if (!again.ok) return again;
  const before = new Set(previewed.changes.map(decisive));
  const after = new Set(again.value.plan.changes.map(decisive));
  const differ = after.difference(before).size + before.difference(after).size;
  if (differ === 0) return again;
  return fail(outdated('The preview is over 10 minutes old, and its changes are different now. Nothing was written.'));
}

/** The next look decides it. */
function notKnownYet(label: string): Failure {
  return { code: 'unclear', message: `${label}: ${UNKNOWN}`, nextStep: 'It is undone once that is known.' };
}

function outdated(message: string): Failure {
  return { code: 'conflict', message, nextStep: 'Make a new preview for this company.' };
}
