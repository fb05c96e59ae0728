import type { Change } from '../../lib/domain/change.ts';
import { moneySentence } from '../../lib/domain/money-sentence.ts';
import { Value } from '../plan/value.tsx';
import { fieldLabel, OP_WORDS } from '../plan/words.ts';
import { FoldedTables } from './folded-tables.tsx';
import { WholeRecord } from './whole-record.tsx';

/** What a plan would write, a row a field: what ConnectWise holds now, and what it becomes. */
export function PlanTable({ changes }: { changes: readonly Change[] }) {
  return (
    <FoldedTables
      lines={changes}
      changeOf={(change) => change}
      mustShow={({ guard }) => guard !== undefined}
      tense="undo"
      heads={
        <>
          <th scope="col">Record</th>
          <th scope="col">Field</th>
          <th scope="col">Now</th>
          <th scope="col">Becomes</th>
        </>
      }
      row={(change) => <ChangeRows key={change.id} change={change} />}
    />
  );
}

function ChangeRows({ change }: { change: Change }) {
  const { op, label, money, fields } = change;
  if (op !== 'update') {
    return (
      <tbody>
        <tr>
          <td class="bb-cell-record">{label}</td>
          <td class="bb-table-wide" colSpan={3}>
            <strong>{OP_WORDS[op]}</strong> <MoneyHint money={money} />
            <WholeRecord change={change} />
          </td>
        </tr>
      </tbody>
    );
  }
  return (
    <tbody>
      {fields.map(({ field, from, to }, index) => (
        <tr key={field}>
          {index === 0 && (
            <td class="bb-cell-record" rowSpan={fields.length}>
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
    </tbody>
  );
}

/** The table shows what an undo would write. */
function MoneyHint({ money }: Pick<Change, 'money'>) {
  return money ? <span class="bb-hint">{moneySentence(money, 'undo')}.</span> : null;
}
