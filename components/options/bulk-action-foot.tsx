import { useState } from 'preact/hooks';
import type { BulkActionView } from '../../lib/domain/bulk-action.ts';
import { Button } from '../ui/button.tsx';
import { applyWords, BULK_ACTION } from './texts/bulk-action.ts';

/** What a user can have done with a bulk action, by the end of its message's name. */
export type BulkActionStep = 'apply' | 'pause' | 'resume' | 'cancel' | 'undo';

interface BulkActionFootProps {
  view: BulkActionView;
  /** Companies that something was written for. */
  written: number;
  busy: BulkActionStep | null;
  onStep: (step: BulkActionStep) => void;
}

/** What a user can do about a bulk action as it is now. */
export function BulkActionFoot({ view, written, busy, onStep }: BulkActionFootProps) {
  const [isAsking, setAsking] = useState(false);
  const { state } = view;
  const button = (step: BulkActionStep, label: string, kind: 'primary' | 'secondary' | 'quiet' = 'secondary') => (
    <Button kind={kind} busy={busy === step} disabled={busy !== null} onClick={() => onStep(step)}>
      {label}
    </Button>
  );
  const mayUndo = (state === 'done' || state === 'cancelled') && written > 0;
  if (mayUndo && isAsking)
    return (
      <section class="bb-undo" aria-label={BULK_ACTION.undoTitle}>
        <h2>{BULK_ACTION.undoTitle}</h2>
        <p>{BULK_ACTION.undoHint}</p>
        <footer class="bb-card-foot">
          <Button kind="quiet" takesFocus disabled={busy !== null} onClick={() => setAsking(false)}>
            {BULK_ACTION.keep}
          </Button>
          {button('undo', BULK_ACTION.undo(written), 'primary')}
        </footer>
      </section>
    );
  return (
    <footer class="bb-card-foot bb-action-foot">
      {(state === 'applying' || state === 'paused') && <span class="bb-hint">{BULK_ACTION.cancelHint}</span>}
      {(state === 'planning' || state === 'preview') && button('cancel', BULK_ACTION.cancel, 'quiet')}
      {state === 'preview' && view.companies > 0 && button('apply', applyWords(view), 'primary')}
      {(state === 'applying' || state === 'paused') && button('cancel', BULK_ACTION.cancel, 'quiet')}
      {state === 'applying' && button('pause', BULK_ACTION.pause)}
      {state === 'paused' && button('resume', BULK_ACTION.resume, 'primary')}
      {mayUndo && <Button onClick={() => setAsking(true)}>{BULK_ACTION.undoAll}</Button>}
    </footer>
  );
}
