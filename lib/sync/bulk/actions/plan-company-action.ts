import type { ApprovalRef } from '../../../domain/approval.ts';
import type { BulkActionKind } from '../../../domain/bulk-action.ts';
import type { Plan } from '../../../domain/change.ts';
import { ALL_MANAGED_IDS, type Finding } from '../../../domain/finding.ts';
import { ok, type Result } from '../../../shared/result.ts';
import { versionOf } from '../../apply/held-changes.ts';
import type { EngineDeps } from '../../engine-api.ts';
import { planFix, planFixes } from '../../fixes/plan-fix.ts';
import { FOR_USER } from '../../read/observe.ts';
import { planOf } from '../../runs/sync-company.ts';
import type { BulkActionCompany } from './action-state.ts';

/** A company's plan, and which of its guarded changes a user chose. */
export interface ActionPlan {
  plan: Plan;
  confirmed: string[];
}

/** Plans a bulk action for one company, on both sides as they are now. */
export async function planCompanyAction(
  deps: EngineDeps,
  kind: BulkActionKind,
  company: BulkActionCompany,
): Promise<Result<ActionPlan>> {
  const planned = await PLANS[kind](deps, company);
  if (!planned.ok) return planned;
  if (kind !== 'approve') return ok({ plan: planned.value, confirmed: [] });
  const chosen = await chosenChanges(planned.value, company.approvals ?? []);
  return ok({ plan: { ...planned.value, changes: chosen }, confirmed: chosen.map(({ id }) => id) });
}

const PLANS: Record<BulkActionKind, (deps: EngineDeps, company: BulkActionCompany) => Promise<Result<Plan>>> = {
  sync: (deps, { companyId }) => planSync(deps, companyId),
  approve: (deps, { companyId }) => planSync(deps, companyId),
  'managed-ids': (deps, { companyId }) => planFix(deps, companyId, ALL_MANAGED_IDS),
  serials: (deps, { companyId }) => planFixes(deps, companyId, ({ code }: Finding) => code.startsWith('ADD-SERIAL-')),
  additions: (deps, { companyId }) => planFixes(deps, companyId, ({ code }: Finding) => code === 'ADD-MISSING'),
};

async function planSync(deps: EngineDeps, companyId: number): Promise<Result<Plan>> {
  const planned = await planOf(deps, companyId, FOR_USER);
  return planned.ok ? ok(planned.value.plan) : planned;
}

/** Only what a user looked at: a change that has other values by now is left out. */
async function chosenChanges({ changes }: Plan, approvals: readonly ApprovalRef[]): Promise<Plan['changes']> {
  const chosen = new Map(approvals.map(({ changeId, version }) => [changeId, version]));
  const kept: Plan['changes'] = [];
  for (const change of changes) {
    const version = change.guard && chosen.get(change.id);
    if (version !== undefined && version === (await versionOf(change))) kept.push(change);
  }
  return kept;
}
