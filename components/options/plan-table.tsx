import type { Change, FieldChange } from '../../lib/domain/change.ts';
import { fieldLabel, OP_WORDS, valueText } from '../plan/words.ts';
import { formatMoney } from '../ui/format.ts';

/** What a plan would write, a row a field: what stands there now, and what it becomes. */
export function PlanTable({ changes }: { changes: readonly Change[] }) {
  return (
    <div class="bb-table-scroll">
      <table class="bb-table">
        <thead>
          <tr>
            <th scope="col">Record</th>
            <th scope="col">Field</th>
            <th scope="col">Now</th>
            <th scope="col">Becomes</th>
          </tr>
        </thead>
        <tbody>
          {changes.map((change) => (
            <ChangeRows key={change.id} change={change} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function ChangeRows({ change }: { change: Change }) {
  const { op, label, money } = change;
  const fields = shownFields(change);
  return (
    <>
      <tr>
        <td rowSpan={fields.length + 1}>{label}</td>
        <td colSpan={3}>
          <strong>{OP_WORDS[op]}</strong>
          {money && (
            <span class="bb-hint">
              {' '}
              billed per cycle: {formatMoney(money.from)} → {formatMoney(money.to)}
            </span>
          )}
        </td>
      </tr>
      {fields.map(({ field, from, to }) => (
        <tr key={field}>
          <td>{fieldLabel(field)}</td>
          <td class={op === 'create' ? undefined : 'bb-old'}>{op === 'create' ? '' : valueText(from, field)}</td>
          <td>{op === 'delete' ? 'deleted' : valueText(to, field)}</td>
        </tr>
      ))}
    </>
  );
}

/** Blank members of a record that comes or goes tell nothing. */
function shownFields({ op, fields }: Change): FieldChange[] {
  const isBlank = (value: FieldChange['to']) => value === null || value === '';
  if (op === 'create') return fields.filter(({ to }) => !isBlank(to));
  return op === 'delete' ? fields.filter(({ from }) => !isBlank(from)) : fields;
}
