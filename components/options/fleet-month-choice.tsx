import { ChoiceField } from '../ui/field.tsx';
import type { FleetMonth } from './fleet-month.ts';
import { FLEET_MONTH } from './texts/fleet.ts';

const LAST = 'last';

interface FleetMonthChoiceProps {
  /** Kept months, oldest first. */
  months: readonly string[];
  month: FleetMonth;
  onChoose: (month: FleetMonth) => void;
}

/** Which comparison is shown: the last one, or the first one of a month; nothing to choose where none is kept. */
export function FleetMonthChoice({ months, month, onChoose }: FleetMonthChoiceProps) {
  if (months.length === 0) return null;
  return (
    <div class="bb-fleet-month">
      <ChoiceField
        label={FLEET_MONTH.label}
        value={month ?? LAST}
        choices={[
          { value: LAST, label: FLEET_MONTH.last },
          ...months.toReversed().map((value) => ({ value, label: FLEET_MONTH.first(value) })),
        ]}
        onChange={(value) => onChoose(value === LAST ? undefined : value)}
      />
    </div>
  );
}
