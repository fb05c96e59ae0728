import type { Change } from '../../lib/domain/change.ts';
import { moneySentence } from '../../lib/domain/money-sentence.ts';
import { moneyFirst } from '../plan/decision-order.ts';
import { Value } from '../plan/value.tsx';
import { fieldLabel, OP_WORDS, valueText } from '../plan/words.ts';

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
          {moneyFirst(changes, (change) => change).map((change) => (
            <ChangeRows key={change.id} change={change} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function ChangeRows({ change }: { change: Change }) {
  const { op, label, money, fields } = change;
  if (op !== 'update') {
    return (
      <tr>
        <td>{label}</td>
        <td class="bb-table-wide" colSpan={3}>
          <strong>{OP_WORDS[op]}</strong> <MoneyHint money={money} />
          <WholeRecord change={change} />
        </td>
      </tr>
    );
  }
  return (
    <>
      {fields.map(({ field, from, to }, index) => (
        <tr key={field}>
          {index === 0 && (
            <td rowSpan={fields.length}>
              {label} <MoneyHint money={money} />
            </td>
          )}
          <td>{fieldLabel(field)}</td>
          <td class="bb-old">
            <Value value={from} field={field} />
          </td>
          <td>
            <Value value={to} field={field} />
          </td>
        </tr>
      ))}
    </>
  );
}

/** The table shows what an undo would write. */
function MoneyHint({ money }: Pick<Change, 'money'>) {
  return money ? <span class="bb-hint">{moneySentence(money, 'undo')}.</span> : null;
}

/** A record that comes or goes as one text: nothing has to be compared, and blank members tell nothing. */
function WholeRecord({ change: { op, fields } }: { change: Change }) {
  const told = fields
    .map(({ field, from, to }) => ({ field, value: op === 'delete' ? from : to }))
    .filter(({ value }) => value !== null && value !== '');
  const text = told.map(({ field, value }) => `${fieldLabel(field)}: ${valueText(value, field)}`).join(' · ');
  return <p>{op === 'delete' ? <del>{text}</del> : text}</p>;
}
