import { withAllowances } from '../../domain/addition-allowance.ts';
import type { Change, Plan, Run } from '../../domain/change.ts';
import { writtenParts } from '../../domain/consent.ts';
import { isYoungerThan } from '../../shared/age.ts';
import type { Failure } from '../../shared/errors.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { MINUTE, readTime } from '../../shared/time.ts';
import { applyPlan } from '../apply/apply-plan.ts';
import type { EngineDeps, StartedRun } from '../engine-api.ts';
import { FOR_USER } from '../read/observe.ts';
import { failedRun, finishedRun } from '../runs/finish-run.ts';
import { planUndo } from '../runs/plan-undo.ts';
import { foreignConnection, newRun, onlyReads, start } from '../runs/start-run.ts';
import { actor, planOf } from '../runs/sync-company.ts';
import { planFix } from './plan-fix.ts';
import { confirmPlanned, customerOfLink, planLink } from './plan-link.ts';
import { planSetupFix, verifySetup } from './plan-setup-fix.ts';
import { verifyFix } from './verify-fix.ts';

/** A preview of this age or older is planned again before it is applied: usage, money and records may be others by now. */
const PREVIEW_AGE = 10 * MINUTE;

/**
 * Starts applying a plan that a user looked at: every record is read again before it is written. An old plan is made again
 * first; where that gives other changes, nothing is written, for nobody has seen those.
 */
export async function startApply(
  deps: EngineDeps,
  planId: string,
  confirmed: readonly string[],
): Promise<Result<StartedRun>> {
  const refused = onlyReads(deps);
  if (refused) return fail(refused);
  const previewed = await deps.store.plan(planId);
  if (!previewed) return fail(outdated('This plan is no longer kept.'));
  const foreign = foreignConnection(deps, previewed);
  if (foreign) return fail(foreign);
  const current = await currentPlan(deps, previewed);
  if (!current.ok) return current;
  const plan = current.value;
  const cause = previewed.cause ?? { kind: 'user' };
  const { statistics, quantities, invoiceDescriptions } = writtenParts(deps.settings);
  const parts = { statistics, quantities, invoiceDescriptions };
  const run: Run = {
    ...newRun(deps, plan.companyId, cause, plan),
    previewed: true,
    ...(cause.kind === 'user' && { parts }),
  };
  return start(deps, run, async (tracker) => {
    const who = await actor(deps);
    if (!who.ok) return failedRun(tracker.current(), who.failure, deps.clock);
    const applied = await applyPlan(deps, tracker, plan.changes, { who: who.value, confirmed: new Set(confirmed) });
    if (cause.kind === 'fix' && !plan.link && applied.every(({ result }) => result.state === 'applied')) {
      await tracker.step('Checking that the finding is gone', applied.length, applied.length);
      const { setup } = plan;
      const left = setup ? await verifySetup(deps, setup) : await verifyFix(deps, plan.companyId, cause.ref);
      if (left) tracker.set({ failure: left });
    }
    if (applied.every(({ result }) => result.state === 'applied')) await settleLink(deps, plan);
    return finishedRun(tracker.current(), applied, deps.clock);
  });
}

/** A plan that links stores its link; one that undoes such a run takes the link back with the entries. */
async function settleLink(deps: EngineDeps, plan: Plan): Promise<void> {
  await confirmPlanned(deps, plan);
  const { kind, ref, entry } = plan.cause ?? {};
  if (kind !== 'undo' || entry !== undefined || ref === undefined) return;
  const customerId = customerOfLink((await deps.store.getRun(ref))?.cause.ref);
  if (customerId !== undefined) await deps.store.withdrawLink(customerId, plan.companyId);
}

/** The plan as it was previewed, made again where that is too long ago. */
async function currentPlan(deps: EngineDeps, previewed: Plan): Promise<Result<Plan>> {
  if (isRecent(previewed, deps.clock())) return ok(previewed);
  const made = await planAgain(deps, previewed);
  if (!made.ok) return made;
  // What a user set stays set.
  const { allowances } = previewed;
  const again = ok({ ...made.value, changes: withAllowances(made.value.changes, allowances) });
  const before = new Map(previewed.changes.map((change) => [change.id, decisive(change)]));
  const differ = again.value.changes.filter((change) => before.get(change.id) !== decisive(change)).length;
  const gone = previewed.changes.filter(({ id }) => !again.value.changes.some((change) => change.id === id)).length;
  if (differ + gone === 0) return again;
  const what = differ + gone === 1 ? '1 change is' : `${differ + gone} changes are`;
  return fail(outdated(`The preview is over 10 minutes old, and ${what} different now. Nothing was written.`));
}

async function planAgain(deps: EngineDeps, { companyId, cause, setup }: Plan): Promise<Result<Plan>> {
  if (setup) return planSetupFix(deps, setup);
  if (cause?.kind === 'undo') return planUndo(deps, cause.ref ?? '', cause.entry);
  const customerId = customerOfLink(cause?.ref);
  if (cause?.kind === 'fix' && customerId !== undefined) return planLink(deps, companyId, customerId);
  if (cause?.kind === 'fix') return planFix(deps, companyId, cause.ref ?? '');
  const planned = await planOf(deps, companyId, FOR_USER);
  return planned.ok ? ok(planned.value.plan) : planned;
}

/** Whether a preview may be applied at `now` (milliseconds since the epoch) without planning it again. */
export function isRecent({ madeAt }: Plan, now: number): boolean {
  return isYoungerThan(PREVIEW_AGE, readTime(madeAt) ?? 0, now);
}

/** What a user agreed to in a change; reasons and labels may name times. */
export function decisive({ op, resource, ref, fields, preconditions, requires, guard, money }: Change): string {
  return JSON.stringify([op, resource, ref, fields, preconditions, requires, guard?.code, money]);
}

function outdated(message: string): Failure {
  return { code: 'conflict', message, nextStep: 'Look at a new preview before you apply it.' };
}
