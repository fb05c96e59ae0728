import type { Plan } from '../../domain/change.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { EngineDeps } from '../engine-api.ts';
import { connectionOf } from '../read/connection-of.ts';
import { FOR_USER } from '../read/observe.ts';
import { planOf } from './sync-company.ts';

/** Plans a sync of one company for a preview; nothing is written. */
export async function planSync(deps: EngineDeps, companyId: number): Promise<Result<Plan>> {
  const planned = await planOf(deps, companyId, FOR_USER);
  return planned.ok ? ok(planned.value.plan) : planned;
}

/** Returns a planner whose plan is stored before it is shown, so that what is applied is what was looked at. */
export function stored<Input extends unknown[]>(
  plan: (deps: EngineDeps, ...input: Input) => Promise<Result<Plan>>,
): (deps: EngineDeps, ...input: Input) => Promise<Result<Plan>> {
  return async (deps, ...input) => {
    const planned = await plan(deps, ...input);
    if (!planned.ok) return planned;
    const bound: Plan = { ...planned.value, ...connectionOf(deps) };
    await deps.store.putPlan(bound);
    return ok(bound);
  };
}
