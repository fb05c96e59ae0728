import type { PLAN_AND_RUN } from '../../messages/declarations/plan-and-run.ts';
import type { HandlersOf } from '../../messages/router.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { StartedRun } from '../../sync/engine-api.ts';
import { type Background, followRun } from '../background.ts';

/** Plans, and the runs that apply them. A run's start is answered at once; the page then follows it with `run.view`. */
export function planAndRunHandlers(background: Background): HandlersOf<typeof PLAN_AND_RUN> {
  const started = (run: Result<StartedRun>) => (run.ok ? ok(followRun(background, run.value)) : run);

  return {
    'company.plan': ({ companyId }) => background.engines.use((engine) => engine.plan(companyId)),
    'plan.apply': async ({ planId, confirmed }) =>
      started(await background.engines.use((engine) => engine.apply(planId, confirmed))),
    'company.sync': async ({ companyId }) =>
      started(await background.engines.use((engine) => engine.syncNow(companyId))),
    'finding.plan': ({ companyId, findingId }) =>
      background.engines.use((engine) => engine.planFix(companyId, findingId)),
    'run.cancel': ({ runId }) => background.engines.use((engine) => engine.cancelRun(runId)),
    'run.view': ({ runId }) => background.engines.use((engine) => engine.run(runId)),
    'run.plan-undo': ({ runId, entryId }) => background.engines.use((engine) => engine.planUndo(runId, entryId)),
  };
}
