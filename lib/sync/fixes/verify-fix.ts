import { ALL_MANAGED_IDS, fixableManagedIds } from '../../domain/finding.ts';
import type { Failure } from '../../shared/errors.ts';
import { checkCompany } from '../check/check-company.ts';
import type { EngineDeps } from '../engine-api.ts';

/** Reads the company again after a fix. Answers a failure when the finding is still there, or could not be looked for. */
export async function verifyFix(
  deps: EngineDeps,
  companyId: number,
  findingId: string | undefined,
): Promise<Failure | undefined> {
  const checked = await checkCompany(deps, companyId, { refresh: true });
  if (!checked.ok) return checked.failure;
  const { findings } = checked.value;
  const [left] =
    findingId === ALL_MANAGED_IDS
      ? fixableManagedIds(findings)
      : findings.filter((finding) => finding.id === findingId);
  if (!left) return undefined;
  return {
    code: 'needs-user',
    message: `The change was written, but the finding is still there: ${left.message}`,
    nextStep: 'Look at the record in ConnectWise.',
  };
}
