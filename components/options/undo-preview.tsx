import type { Plan } from '../../lib/domain/change.ts';
import { billedTotals } from '../panel/plan-groups.ts';
import { BilledTotals } from '../plan/billed-totals.tsx';
import { Button } from '../ui/button.tsx';
import { formatText } from '../ui/format-text.ts';
import { ChangeTable } from './change-table.tsx';
import { COMMON } from './texts/common.ts';
import { CHANGE_TABLE, UNDO } from './texts/journal.ts';

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
      <p role="status">{changes.length === 0 ? UNDO.nothing : UNDO.changes(changes.length)}</p>
      <BilledTotals totals={billedTotals(changes)} tense="undo" />
      {changes.length > 0 && (
        <ChangeTable
          lines={changes}
          changeOf={(change) => change}
          keyOf={({ id }) => id}
          mustShow={({ guard }) => guard !== undefined}
          tense="undo"
          moneyTense={() => 'undo'}
          heads={[CHANGE_TABLE.now, CHANGE_TABLE.becomes]}
        />
      )}
      {skipped.length > 0 && (
        <>
          <h3>{UNDO.skipped}</h3>
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
          {changes.length === 0 ? COMMON.close : COMMON.cancel}
        </Button>
        {changes.length > 0 && (
          <Button kind="primary" busy={busy} onClick={onApply}>
            {UNDO.apply(changes.length)}
          </Button>
        )}
      </footer>
    </>
  );
}
