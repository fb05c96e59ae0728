import type { Approval, ApprovalList, ApprovalQuery, ApprovalRef } from '../../domain/approval.ts';
import { selectApprovals } from '../../domain/approvals.ts';
import { digest } from '../../shared/digest.ts';
import type { Failure } from '../../shared/errors.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { EngineDeps } from '../engine-api.ts';
import { forgetRejections, type HeldChange, heldChanges, reject } from './held-changes.ts';

/** Some changes as they were looked at, or all that a query fits, as the user was shown them. */
export type SomeApprovals = { changes: readonly ApprovalRef[] } | { query: ApprovalQuery; digest: string };

/** A page of what waits for approval, newest first. */
export async function approvalList(
  deps: EngineDeps,
  { offset, limit, ...query }: ApprovalQuery & { offset: number; limit: number },
): Promise<Result<ApprovalList>> {
  const { waiting, rejected } = await heldChanges(deps);
  const { rows, counts, money } = selectApprovals(waiting, query);
  const page = (rows as HeldChange[])
    .slice(offset, offset + limit)
    .map(({ part: _, ...approval }): Approval => approval);
  return ok({ rows: page, total: rows.length, counts, money, digest: await digestOf(rows), rejected });
}

/** Rejects what was looked at; what waits with other values by now is refused as a whole, for nobody has seen those. */
export async function rejectApprovals(deps: EngineDeps, some: SomeApprovals): Promise<Result<{ rejected: number }>> {
  const refs = await refsOf(deps, some);
  if (!refs.ok) return refs;
  await reject(deps, refs.value);
  return ok({ rejected: refs.value.length });
}

/** What was rejected is proposed again. */
export async function restoreRejected(deps: EngineDeps): Promise<Result<{ restored: number }>> {
  const { rejected } = await heldChanges(deps);
  await forgetRejections(deps);
  return ok({ restored: rejected });
}

/** The changes that are meant, each still waiting as it was looked at. */
export async function refsOf(
  deps: Pick<EngineDeps, 'store'>,
  some: SomeApprovals,
): Promise<Result<readonly ApprovalRef[]>> {
  const { waiting } = await heldChanges(deps);
  if ('query' in some) {
    const { rows } = selectApprovals(waiting, some.query);
    if (rows.length > 0 && (await digestOf(rows)) === some.digest) return ok(rows);
    return fail(changed('Other changes wait by now, or the same with other values.'));
  }
  const known = new Set(waiting.map(identity));
  const gone = some.changes.filter((ref) => !known.has(identity(ref))).length;
  if (gone === 0) return ok(some.changes);
  return fail(changed(`${gone} of ${some.changes.length} changes no longer wait with these values.`));
}

/** A hash of the changes and their values: it differs as soon as one of them does. */
async function digestOf(rows: readonly ApprovalRef[]): Promise<string> {
  return digest(rows.map(identity).sort().join('\n'));
}

function identity({ companyId, changeId, version }: ApprovalRef): string {
  return JSON.stringify([companyId, changeId, version]);
}

function changed(message: string): Failure {
  return { code: 'conflict', message, nextStep: 'Look at the list again, then decide.' };
}
