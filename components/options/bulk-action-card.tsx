import type { BulkActionState, BulkActionView } from '../../lib/domain/bulk-action.ts';
import type { Failure } from '../../lib/shared/errors.ts';
import { BulkActionFoot, type BulkActionStep } from './bulk-action-foot.tsx';
import { BulkActionRows } from './bulk-action-rows.tsx';
import { BulkActionSummary } from './bulk-action-summary.tsx';
import { ACTION_STATES, ACTION_TITLES } from './texts/bulk-action.ts';

const TONES: Record<BulkActionState, string> = {
  planning: 'quiet',
  preview: 'info',
  applying: 'ok',
  paused: 'warning',
  done: 'ok',
  cancelling: 'warning',
  cancelled: 'quiet',
  undoing: 'quiet',
  undone: 'quiet',
};

interface BulkActionCardProps {
  view: BulkActionView;
  busy: BulkActionStep | null;
  /** Whether a failure is shown above already. */
  isShown: (failure: Failure) => boolean;
  onStep: (step: BulkActionStep) => void;
}

/** One bulk action: its state, what it does, what a user can do about it, and its companies. */
export function BulkActionCard({ view, busy, isShown, onStep }: BulkActionCardProps) {
  return (
    <section class="bb-card bb-action" aria-label={ACTION_TITLES[view.kind]}>
      <header class="bb-card-head">
        <span class={`bb-pill bb-tone-${TONES[view.state]}`}>{ACTION_STATES[view.state]}</span>
      </header>
      <BulkActionSummary view={view} />
      <BulkActionFoot view={view} written={view.undoable} busy={busy} onStep={onStep} />
      {view.state !== 'planning' && <BulkActionRows view={view} isShown={isShown} />}
    </section>
  );
}
