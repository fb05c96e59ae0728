import type { Plan } from '../../lib/domain/change.ts';
import { billedTotals } from '../panel/plan-groups.ts';
import { BilledTotals } from '../plan/billed-totals.tsx';
import { Button } from '../ui/button.tsx';
import { count } from '../ui/format.ts';
import { formatText } from '../ui/format-text.ts';
import { ChangeTable } from './change-table.tsx';

interface UndoPreviewProps {
  plan: Plan;
  busy: boolean;
  onApply: () => void;
  onClose: () => void;
}

/** What taking back would write, and what it would leave alone and why, before anything is written. */
export function UndoPreview({ plan, busy, onApply, onClose }: UndoPreviewProps) {
  const { changes, skipped } = plan;
  return (
    <>
      <p role="status">
        {changes.length === 0
          ? 'There is nothing to undo. Nothing is undone twice, and what somebody changed since stays as it is.'
          : `${count(changes.length, 'change')} in ConnectWise. Nothing is written before you press Undo.`}
      </p>
      <BilledTotals totals={billedTotals(changes)} tense="undo" />
      {changes.length > 0 && (
        <ChangeTable
          lines={changes}
          changeOf={(change) => change}
          keyOf={({ id }) => id}
          mustShow={({ guard }) => guard !== undefined}
          tense="undo"
          moneyTense={() => 'undo'}
          heads={['Now', 'Becomes']}
        />
      )}
      {skipped.length > 0 && (
        <>
          <h3>Left as it is</h3>
          <ul class="bb-skipped">
            {skipped.map(({ label, why }, index) => (
              <li key={`${index} ${label}`}>
                <strong>{label}</strong> <span class="bb-hint">{formatText(why)}</span>
              </li>
            ))}
          </ul>
        </>
      )}
      <footer class="bb-card-foot">
        <Button kind="quiet" disabled={busy} onClick={onClose}>
          {changes.length === 0 ? 'Close' : 'Cancel'}
        </Button>
        {changes.length > 0 && (
          <Button kind="primary" busy={busy} onClick={onApply}>
            Undo {count(changes.length, 'change')}
          </Button>
        )}
      </footer>
    </>
  );
}
