import type { Change, Plan } from '../../domain/change.ts';
import { ALL_MANAGED_IDS, type Finding } from '../../domain/finding.ts';
import { fixPlan } from '../../domain/rules/managed-id/fix-plan.ts';
import { customerDoubt } from '../../domain/usage-doubts.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { isoTime } from '../../shared/time.ts';
import { type CheckedCompany, checkCompany, findFinding } from '../check/check-company.ts';
import { oldest } from '../check/findings-of.ts';
import { findingsOfTicket } from '../check/ticket-view.ts';
import type { EngineDeps } from '../engine-api.ts';
import { efsIdIn } from '../plan/plan-input.ts';
import { linkIn } from '../read/company-links.ts';
import { companyNotLinked } from '../read/link-failures.ts';
import { skippedUnreadable } from '../read/unreadable.ts';
import { withMergeStatus } from '../tickets/merge-status.ts';

/** The plan behind one click: a finding's fix, or all managed ids of the company, from what ConnectWise holds now. */
export async function planFix(deps: EngineDeps, companyId: number, findingId: string): Promise<Result<Plan>> {
  const checked = await checkCompany(deps, companyId, { refresh: true });
  if (!checked.ok) return checked;
  const findings = await withTicketFindings(deps, companyId, checked.value.findings, findingId);
  if (!findings.ok) return findings;
  const isUnlinked = findingId.startsWith('TIX-') && !checked.value.observation.customerIds.length;
  if (isUnlinked) return fail(companyNotLinked(checked.value.observation.company.name));
  const fix = fixOf({ ...checked.value, findings: findings.value }, findingId);
  if (!fix.ok) return fix;
  const changes = await withMergeStatus(deps, guarded(fix.value, findingId, checked.value));
  if (!changes.ok) return changes;
  return ok({ ...planFrom(deps, checked.value, changes.value), cause: { kind: 'fix', ref: findingId } });
}

/** One plan for the fixes of several findings of a company, each change once. Of none: a plan without changes. */
export async function planFixes(
  deps: EngineDeps,
  companyId: number,
  isMeant: (finding: Finding) => boolean,
): Promise<Result<Plan>> {
  const checked = await checkCompany(deps, companyId, { refresh: true });
  if (!checked.ok) return checked;
  const fixes = checked.value.findings.filter(isMeant).flatMap(({ fix }) => fix?.changes ?? []);
  const once = [...new Map(fixes.map((change) => [change.id, change])).values()];
  return ok(planFrom(deps, checked.value, once));
}

function planFrom(deps: EngineDeps, { observation, sides }: CheckedCompany, changes: Change[]): Plan {
  const now = isoTime(deps.clock());
  return {
    id: deps.ids(),
    companyId: observation.company.id,
    companyName: observation.company.name,
    efsIds: observation.customerIds.map((customerId) => efsIdIn(observation, customerId, deps.settings)),
    madeAt: now,
    factsAt: oldest(sides) ?? now,
    changes,
    skipped: skippedUnreadable(observation),
  };
}

/** What the panel of a ticket shows is not always among what its company is shown with. */
async function withTicketFindings(
  deps: EngineDeps,
  companyId: number,
  findings: Finding[],
  findingId: string,
): Promise<Result<Finding[]>> {
  const ticketId = ticketOfFinding(findingId, companyId);
  if (ticketId === undefined || findings.some(({ id }) => id === findingId)) return ok(findings);
  const more = await findingsOfTicket(deps, ticketId);
  return more.ok ? ok([...findings, ...more.value]) : more;
}

/** By its id, see `report`: `TIX-STALE/ticket/<company>//<ticket>/…`. */
function ticketOfFinding(findingId: string, companyId: number): number | undefined {
  const [code = '', resource, company, , ticketId] = findingId.split('/');
  if (!code.startsWith('TIX-') || resource !== 'ticket' || company !== String(companyId)) return undefined;
  return /^[1-9]\d{0,9}$/.test(ticketId ?? '') ? Number(ticketId) : undefined;
}

/** A ticket's texts are a customer's facts: where these may be another company's, each change needs its own approval. */
function guarded(changes: Change[], findingId: string, { observation, sides }: CheckedCompany): Change[] {
  if (!findingId.startsWith('TIX-STALE/')) return changes;
  const guard = sides
    .map(({ customerId, facts }) => {
      const names = { company: observation.company.name, confirmed: linkIn(observation, customerId).confirmedName };
      return facts && customerDoubt(facts.customer, names);
    })
    .find((doubt) => doubt !== undefined && doubt !== null);
  return guard ? changes.map((change) => ({ guard, ...change })) : changes;
}

function fixOf(checked: CheckedCompany, findingId: string): Result<Change[]> {
  if (findingId === ALL_MANAGED_IDS) return ok(fixPlan(checked.managedIds));
  const finding = findFinding(checked, findingId);
  if (!finding.ok) return finding;
  const { fix, message } = finding.value;
  if (fix) return ok(fix.changes);
  return fail({
    code: 'needs-user',
    message: `${message} This has no automatic fix.`,
    nextStep: 'Correct it in ConnectWise.',
  });
}
