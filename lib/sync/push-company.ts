import type { Actor, LeftAlone, Plan, Run } from '../domain/change.ts';
import type { Problem } from '../shared/errors.ts';
import { ok, type Result } from '../shared/result.ts';
import { readTime } from '../shared/time.ts';
import { applyPlan } from './apply/apply-plan.ts';
import type { EngineDeps } from './engine-api.ts';
import { readFacts } from './facts.ts';
import { failedRun, finishedRun } from './finish-run.ts';
import { type Observation, type ObserveOptions, observe } from './observe.ts';
import { planCompany } from './plan/index.ts';
import type { RunKeeper } from './run-keeper.ts';

/** Observes one company and plans; nothing is written to ConnectWise. */
export async function planOf(
  deps: EngineDeps,
  companyId: number,
  options: ObserveOptions,
  tell: (step: string) => Promise<void> = async () => {},
): Promise<Result<{ plan: Plan; observation: Observation }>> {
  await tell('Reading ConnectWise');
  const observation = await observe(deps, companyId, options);
  if (!observation.ok) return observation;
  await tell('Asking the portal');
  const facts = await readFacts(deps, observation.value.customerIds);
  if (!facts.ok) return facts;
  const draft = planCompany(facts.value, observation.value, deps.settings, deps.clock());
  return ok({ plan: { ...draft, id: deps.ids() }, observation: observation.value });
}

/** Observe, plan and apply in one go. Answers the run at its end, not yet stored as ended. */
export async function pushCompany(deps: EngineDeps, keeper: RunKeeper, options: ObserveOptions): Promise<Run> {
  const { companyId } = keeper.current();
  const planned = await planOf(deps, companyId, options, (step) => keeper.step(step));
  if (!planned.ok) return failedRun(keeper.current(), planned.problem, deps.clock);
  const { plan, observation } = planned.value;
  keeper.set({ companyName: plan.companyName, efsIds: plan.efsIds });
  const leftOut = plan.leftAlone.filter((one) => one.whole);
  if (leftOut.length && leftOut.length >= plan.efsIds.length) {
    return failedRun(keeper.current(), nobodyPlanned(leftOut), deps.clock);
  }
  if (!plan.changes.length) return finishedRun(keeper.current(), [], deps.clock, leftOut);
  const who = await actor(deps);
  if (!who.ok) return failedRun(keeper.current(), who.problem, deps.clock);
  const observedAt = readTime(observation.readAt) ?? 0;
  const applied = await applyPlan(deps, keeper, plan.changes, { who: who.value, confirmed: new Set(), observedAt });
  return finishedRun(keeper.current(), applied, deps.clock, leftOut);
}

/** Saying "nothing to change" would be wrong here: nothing could be compared. */
function nobodyPlanned(leftOut: readonly LeftAlone[]): Problem {
  return {
    code: 'needs-a-person',
    message: leftOut.map(({ label, why }) => `${label}: ${why}`).join(' '),
    nextStep: 'Look at the findings of this company.',
  };
}

/** Who writes, for the journal. */
export async function actor(deps: Pick<EngineDeps, 'connectWise' | 'browser'>): Promise<Result<Actor>> {
  const member = await deps.connectWise.actor();
  return member.ok ? ok({ member: member.value.member, browser: deps.browser }) : member;
}
