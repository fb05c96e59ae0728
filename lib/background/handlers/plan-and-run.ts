import type { Handlers } from '../../messages/router.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { StartedRun } from '../../sync/engine-api.ts';
import { type Background, followRun } from '../background.ts';
import { withEngine } from '../with-engine.ts';

type Names = 'company.plan' | 'plan.apply' | 'company.sync' | 'run.cancel' | 'run.view' | 'run.plan-undo';

/** Plans, and the runs that apply them. A run's start is answered at once; the page then follows it with `run.view`. */
export function planAndRunHandlers(background: Background): Pick<Handlers, Names> {
  const started = (run: Result<StartedRun>) => (run.ok ? ok(followRun(background, run.value)) : run);

  return {
    'company.plan': ({ companyId }) => withEngine(background, (engine) => engine.plan(companyId)),
    'plan.apply': async ({ planId, confirmed }) =>
      started(await withEngine(background, (engine) => engine.apply(planId, confirmed))),
    'company.sync': async ({ companyId }) =>
      started(await withEngine(background, (engine) => engine.syncNow(companyId))),
    'run.cancel': ({ runId }) => withEngine(background, (engine) => engine.cancelRun(runId)),
    'run.view': ({ runId }) => withEngine(background, (engine) => engine.run(runId)),
    'run.plan-undo': ({ runId, entryId }) => withEngine(background, (engine) => engine.planUndo(runId, entryId)),
  };
}
