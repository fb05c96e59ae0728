import { MOST_INCLUDED, takesAllowance, withAllowances } from '../../domain/addition-allowance.ts';
import type { Plan } from '../../domain/change.ts';
import type { Failure } from '../../shared/errors.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { EngineDeps } from '../engine-api.ts';

/**
 * A user says how much of a line that a stored plan creates is free. Answers the plan as it is applied from now on; nothing is written.
 * @param lessIncluded in units of the product, from 0 up
 */
export async function setAllowance(
  { store }: EngineDeps,
  planId: string,
  changeId: string,
  lessIncluded: number,
): Promise<Result<Plan>> {
  if (!Number.isFinite(lessIncluded) || lessIncluded < 0 || lessIncluded > MOST_INCLUDED)
    return fail(outOfRange(lessIncluded));
  const plan = await store.plan(planId);
  if (!plan) return fail(GONE);
  const change = plan.changes.find(({ id }) => id === changeId);
  if (!change || !takesAllowance(change)) return fail(NO_LINE);
  const allowances = { ...plan.allowances, [changeId]: lessIncluded };
  const changed: Plan = { ...plan, allowances, changes: withAllowances(plan.changes, { [changeId]: lessIncluded }) };
  await store.putPlan(changed);
  return ok(changed);
}

function outOfRange(value: number): Failure {
  return {
    code: 'bad-input',
    message: `Less Included cannot be ${value}.`,
    nextStep: `Enter a number from 0 to ${MOST_INCLUDED}.`,
    field: 'lessIncluded',
    value: String(value),
  };
}

const GONE: Failure = {
  code: 'conflict',
  message: 'This plan is no longer kept.',
  nextStep: 'Look at a new preview before you apply it.',
};

const NO_LINE: Failure = {
  code: 'bad-input',
  message: 'Less Included is set only for a line that the plan creates.',
  nextStep: 'Change it at the addition in ConnectWise.',
  field: 'lessIncluded',
};
