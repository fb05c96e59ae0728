import type { ComponentChildren } from 'preact';
import type { FieldChange, JournalEntry } from '../../lib/domain/change.ts';
import { moneySentence } from '../../lib/domain/money-sentence.ts';
import { moneyFirst } from '../plan/decision-order.ts';
import { Value } from '../plan/value.tsx';
import { fieldLabel, OP_WORDS } from '../plan/words.ts';
import { formatText } from '../ui/format-text.ts';
import { stateWords } from './entry-words.ts';

interface ChangeTableProps {
  entries: readonly JournalEntry[];
  /** What can be done with a change, at the end of its first row. */
  action: (entry: JournalEntry) => ComponentChildren;
  /** What a click on it opened, below its rows, if anything. */
  opened: (entry: JournalEntry) => ComponentChildren;
}

/** The changes of a run, a row a field: old, new, outcome. */
export function ChangeTable({ entries, action, opened }: ChangeTableProps) {
  if (entries.length === 0) return null;
  return (
    <div class="bb-table-scroll">
      <table class="bb-table">
        <thead>
          <tr>
            <th scope="col">Record</th>
            <th scope="col">Field</th>
            <th scope="col">From</th>
            <th scope="col">To</th>
            <th scope="col">Outcome</th>
            <th scope="col">
              <span class="bb-visually-hidden">Undo</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {moneyFirst(entries, ({ change }) => change).map((entry) => (
            <EntryRows key={entry.id} entry={entry} action={action(entry)} opened={opened(entry)} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface EntryRowsProps {
  entry: JournalEntry;
  action: ComponentChildren;
  opened: ComponentChildren;
}

function EntryRows({ entry, action, opened }: EntryRowsProps) {
  const { label, op, fields, money } = entry.change;
  // A record that was deleted as a whole names no field.
  const [first, ...rest] = fields;
  const rows = fields.length || 1;
  return (
    <>
      <tr>
        <td rowSpan={rows}>
          {label}
          {money && (
            <span class="bb-hint"> {moneySentence(money, entry.state === 'applied' ? 'written' : 'planned')}.</span>
          )}
        </td>
        {first ? <FieldCells {...first} /> : <td colSpan={3}>{OP_WORDS[op]}</td>}
        <td rowSpan={rows} title={formatText(entry.outcome)}>
          {stateWords(entry)}
          <span class="bb-hint"> by {entry.who.member}</span>
        </td>
        <td rowSpan={rows}>{action}</td>
      </tr>
      {rest.map((field) => (
        <tr key={field.field}>
          <FieldCells {...field} />
        </tr>
      ))}
      {opened && (
        <tr>
          <td class="bb-table-wide" colSpan={6}>
            {opened}
          </td>
        </tr>
      )}
    </>
  );
}

function FieldCells({ field, from, to }: FieldChange) {
  return (
    <>
      <td>{fieldLabel(field)}</td>
      <td class="bb-old">
        <Value value={from} field={field} />
      </td>
      <td>
        <Value value={to} field={field} />
      </td>
    </>
  );
}
