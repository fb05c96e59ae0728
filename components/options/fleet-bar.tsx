import { BULK_ACTIONS } from '../../lib/domain/bulk-action.ts';
import { Button } from '../ui/button.tsx';
import { companiesOf, type FleetSelection, selectedCount } from './fleet-selection.ts';
import { ACTION_BUTTONS } from './texts/bulk-action.ts';
import { FLEET_BAR } from './texts/fleet.ts';
import type { PlanBulkAction } from './use-plan-bulk-action.ts';

interface FleetBarProps {
  selection: FleetSelection;
  planning: PlanBulkAction;
  onClear: () => void;
}

/** What can be done with the selected companies at once; each begins with a preview. */
export function FleetBar({ selection, planning, onClear }: FleetBarProps) {
  const selected = selectedCount(selection);
  if (selected === 0) return null;
  return (
    <section class="bb-fleet-bar" aria-label={FLEET_BAR.label}>
      <p role="status">
        <strong>{selection.kind === 'all' ? FLEET_BAR.allSelected(selected) : FLEET_BAR.selected(selected)}</strong>
      </p>
      <div class="bb-actions">
        {BULK_ACTIONS.map((kind) => (
          <Button
            key={kind}
            busy={planning.busy === kind}
            disabled={planning.busy !== null}
            onClick={() => planning.plan({ kind, companies: companiesOf(selection) })}
          >
            {ACTION_BUTTONS[kind]}
          </Button>
        ))}
        <Button kind="quiet" onClick={onClear}>
          {FLEET_BAR.clear}
        </Button>
      </div>
    </section>
  );
}
