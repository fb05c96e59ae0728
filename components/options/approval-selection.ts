import type { Approval, ApprovalQuery, ApprovalRef } from '../../lib/domain/approval.ts';
import type { Input } from '../../lib/messages/protocol.ts';

/** Which approvals a user has selected: single ones, or all that a query fits, seen or not. */
export type ApprovalSelection =
  | { kind: 'some'; refs: ReadonlyMap<string, ApprovalRef> }
  | { kind: 'all'; query: ApprovalQuery; total: number; digest: string };

export const NONE_SELECTED: ApprovalSelection = { kind: 'some', refs: new Map() };

/** With its version: what was looked at, and nothing else, is decided on. */
export function keyOf({ companyId, changeId, version }: ApprovalRef): string {
  return JSON.stringify([companyId, changeId, version]);
}

export function isSelected(selection: ApprovalSelection, approval: Approval): boolean {
  return selection.kind === 'all' || selection.refs.has(keyOf(approval));
}

/** Returns the selection after a click on a row; without one of them, all that fit are not selected any more. */
export function withToggled(
  selection: ApprovalSelection,
  { companyId, changeId, version }: Approval,
): ApprovalSelection {
  if (selection.kind === 'all') return NONE_SELECTED;
  const ref = { companyId, changeId, version };
  const refs = new Map(selection.refs);
  if (!refs.delete(keyOf(ref))) refs.set(keyOf(ref), ref);
  return { kind: 'some', refs };
}

export function selectedCount(selection: ApprovalSelection): number {
  return selection.kind === 'all' ? selection.total : selection.refs.size;
}

/** As the worker is asked for them. Of all, their digest goes along: others than the user was shown are refused. */
export function approvalsOf(selection: ApprovalSelection): Input<'approvals.reject'> {
  return selection.kind === 'all'
    ? { query: selection.query, digest: selection.digest }
    : { changes: [...selection.refs.values()] };
}

/** The bulk action that approves them: its companies are those of the changes. */
export function approvingAction(selection: ApprovalSelection): Input<'bulk-action.plan'> {
  return {
    kind: 'approve',
    companies:
      selection.kind === 'all'
        ? { filter: 'needs-approval', search: '' }
        : { ids: [...new Set([...selection.refs.values()].map(({ companyId }) => companyId))] },
    approvals: approvalsOf(selection),
  };
}
