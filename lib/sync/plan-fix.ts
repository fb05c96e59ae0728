import type { Plan } from '../domain/change.ts';
import { fail, ok, type Result } from '../shared/result.ts';
import { isoTime } from '../shared/time.ts';
import { checkCompany, findFinding, oldest } from './check-company.ts';
import type { EngineDeps } from './engine-api.ts';
import { efsIdOf } from './plan/plan-input.ts';

/** The plan behind a finding's one-click fix, from what stands in ConnectWise now. */
export async function planFix(deps: EngineDeps, companyId: number, findingId: string): Promise<Result<Plan>> {
  const checked = await checkCompany(deps, companyId, { refresh: true });
  if (!checked.ok) return checked;
  const finding = findFinding(checked.value, findingId);
  if (!finding.ok) return finding;
  const { fix, message } = finding.value;
  if (!fix) {
    return fail({
      code: 'needs-a-person',
      message: `${message} This has no automatic fix.`,
      nextStep: 'Correct it in ConnectWise.',
    });
  }
  const { observation, sides } = checked.value;
  const now = isoTime(deps.clock());
  return ok({
    id: deps.ids(),
    companyId,
    companyName: observation.company.name,
    efsIds: observation.customerIds.map((customerId) => efsIdOf(customerId, deps.settings)),
    madeAt: now,
    factsAt: oldest(sides) ?? now,
    changes: fix.changes,
    leftAlone: [],
    cause: { kind: 'repair', ref: findingId },
  });
}
