import type { Plan } from '../../domain/change.ts';
import { UNDO_IN_PANEL_MS } from '../../domain/panel-record.ts';
import type { PLAN_AND_RUN } from '../../messages/declarations/plan-and-run.ts';
import type { HandlersOf } from '../../messages/router.ts';
import type { Tier } from '../../messages/sender.ts';
import { isYoungerThan } from '../../shared/age.ts';
import type { Failure } from '../../shared/errors.ts';
import { nameOf } from '../../shared/log.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { StartedRun } from '../../sync/engine-api.ts';
import { runView } from '../../sync/views/run-view.ts';
import { type Background, followRun } from '../background.ts';

/**
 * Plans, and the runs that apply them. A run's start is answered at once; the page then follows it with `run.view`. The panel inside
 * ConnectWise applies and undoes only what it planned and wrote itself: everything else is decided in a window of our own.
 */
export function planAndRunHandlers(background: Background): HandlersOf<typeof PLAN_AND_RUN> {
  const { engines, pages, settings, log } = background;
  const planned = async (from: Tier, plan: Result<Plan>): Promise<Result<Plan>> => {
    if (plan.ok && from.kind === 'panel') await pages.addOwn(from, plan.value.id);
    return plan;
  };
  const started = async (from: Tier, run: Result<StartedRun>): Promise<Result<{ runId: string }>> => {
    if (!run.ok) return run;
    if (from.kind === 'panel') await pages.addOwn(from, run.value.runId);
    return ok(followRun(background, run.value));
  };
  const mayUse = async (from: Tier, id: string): Promise<boolean> => from.kind !== 'panel' || pages.owns(from, id);
  const mayUndo = async (from: Tier, runId: string): Promise<Result<null>> => {
    if (from.kind !== 'panel') return ok(null);
    const found = await engines.use((engine) => engine.run(runId));
    if (!found.ok) return found;
    const isYoung = isYoungerThan(UNDO_IN_PANEL_MS, Date.parse(found.value.run.startedAt), background.clock());
    return isYoung ? ok(null) : fail(NEEDS_WINDOW);
  };
  /** Between the plan of an undo and its start, the run may have become too old. */
  const mayApply = async (from: Tier, planId: string): Promise<Result<null>> => {
    const plan = from.kind === 'panel' ? await (await engines.store()).plan(planId) : undefined;
    return plan?.cause?.kind === 'undo' ? mayUndo(from, plan.cause.ref ?? '') : ok(null);
  };
  /**
   * Applying a plan that sets ConnectWise up chooses its management solution, where none is chosen yet. An undo leaves the choice: a
   * name without a solution is what the set-up checks report, and their fix creates it again.
   */
  const nameSolution = async (planId: string): Promise<void> => {
    const name = (await (await engines.store()).plan(planId))?.setup?.solutionName;
    if (name === undefined || (await settings.read()).managementSolution !== '') return;
    await settings.change((newest) =>
      newest.managementSolution === '' ? { ...newest, managementSolution: name } : newest,
    );
  };
  /** A run of the company that the panel shows may be looked at and stopped, whoever began it. */
  const runFor = async (from: Tier, runId: string) => {
    const found = await engines.use((engine) => engine.run(runId));
    if (!found.ok || (await mayUse(from, runId))) return found;
    const { companyId } = found.value.run;
    const isShown = from.kind === 'panel' && (await pages.knows(from, { kind: 'company', id: companyId }));
    return isShown ? found : fail(NOT_OF_THIS_PANEL);
  };

  return {
    'company.plan': async ({ companyId }, from) => planned(from, await engines.use((engine) => engine.plan(companyId))),
    'plan.apply': async ({ planId, confirmed }, from) => {
      if (from.kind === 'panel' && confirmed.length > 0) return fail(NEEDS_WINDOW);
      if (!(await mayUse(from, planId))) return fail(NOT_OF_THIS_PANEL);
      const allowed = await mayApply(from, planId);
      if (!allowed.ok) return allowed;
      const run = await engines.use((engine) => engine.apply(planId, confirmed));
      // The run goes on, whatever becomes of the choice: it is made by hand as well.
      if (run.ok)
        await nameSolution(planId).catch((error: unknown) =>
          log.warn('setup', 'The management solution was not chosen.', { error: nameOf(error) }),
        );
      return started(from, run);
    },
    'plan.allow': async ({ planId, changeId, lessIncluded }, from) =>
      (await mayUse(from, planId))
        ? engines.use((engine) => engine.setAllowance(planId, changeId, lessIncluded))
        : fail(NOT_OF_THIS_PANEL),
    'company.sync': async ({ companyId }, from) =>
      started(from, await engines.use((engine) => engine.syncNow(companyId))),
    'finding.plan': async ({ companyId, findingId }, from) =>
      planned(from, await engines.use((engine) => engine.planFix(companyId, findingId))),
    'run.cancel': async ({ runId }, from) => {
      const found = await runFor(from, runId);
      return found.ok ? engines.use((engine) => engine.cancelRun(runId)) : found;
    },
    'run.view': async ({ runId }, from) => {
      // What was written is read without any connection too: just then somebody may want to know.
      if (from.kind === 'panel' || (await engines.engine()).ok) return runFor(from, runId);
      return runView({ store: await engines.store() }, runId);
    },
    'run.plan-undo': async ({ runId, entryId }, from) => {
      if (!(await mayUse(from, runId))) return fail(NEEDS_WINDOW);
      const allowed = await mayUndo(from, runId);
      if (!allowed.ok) return allowed;
      return planned(from, await engines.use((engine) => engine.planUndo(runId, entryId)));
    },
  };
}

const NEEDS_WINDOW: Failure = {
  code: 'needs-user',
  message: 'This is not decided inside ConnectWise’s page.',
  nextStep: 'Open it in a window of Backup Bridge and decide there.',
};

const NOT_OF_THIS_PANEL: Failure = {
  code: 'bad-input',
  message: 'This was not planned in this panel.',
  nextStep: 'Make the preview again.',
};
