import { Button } from '../ui/button.tsx';
import { type ApprovalSelection, selectedCount } from './approval-selection.ts';
import { APPROVALS } from './texts/approvals.ts';

interface ApprovalBarProps {
  selection: ApprovalSelection;
  /** Of all that fit. */
  total: number;
  /** What is worked on; null: nothing. */
  busy: string | null;
  onSelectAll: () => void;
  onClear: () => void;
  onApprove: () => void;
  onReject: () => void;
}

/** What is selected of the approvals, and what becomes of it. */
export function ApprovalBar({ selection, total, busy, ...on }: ApprovalBarProps) {
  const selected = selectedCount(selection);
  const isAll = selection.kind === 'all';
  return (
    <div class="bb-approval-bar">
      <p role="status">{selected > 0 && (isAll ? APPROVALS.allSelected : APPROVALS.selected)(selected)}</p>
      <div class="bb-actions">
        {!isAll && (
          <Button kind="quiet" disabled={busy !== null} onClick={on.onSelectAll}>
            {APPROVALS.selectAll(total)}
          </Button>
        )}
        {selected > 0 && (
          <>
            <Button kind="quiet" disabled={busy !== null} onClick={on.onClear}>
              {APPROVALS.clear}
            </Button>
            <Button busy={busy === 'reject'} disabled={busy !== null} onClick={on.onReject}>
              {APPROVALS.reject}
            </Button>
            <Button kind="primary" busy={busy === 'approve'} disabled={busy !== null} onClick={on.onApprove}>
              {APPROVALS.approve}
            </Button>
          </>
        )}
      </div>
      <p class="bb-hint">{APPROVALS.rejectHint}</p>
    </div>
  );
}

interface RestoreButtonProps {
  rejected: number;
  busy: string | null;
  onRestore: () => void;
}

/** The way back of a rejection; nothing where none is left. */
export function RestoreButton({ rejected, busy, onRestore }: RestoreButtonProps) {
  if (rejected === 0) return null;
  return (
    <Button kind="quiet" busy={busy === 'restore'} disabled={busy !== null} onClick={onRestore}>
      {APPROVALS.restore(rejected)}
    </Button>
  );
}
