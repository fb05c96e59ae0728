import type { ComponentChildren } from 'preact';
import type { JournalEntry } from '../../lib/domain/change.ts';
import { fieldLabel, OP_WORDS, valueText } from '../plan/words.ts';
import { stateWords } from './entry-words.ts';

interface ChangeTableProps {
  entries: readonly JournalEntry[];
  /** What can be done with a change, at the end of its first row. */
  action: (entry: JournalEntry) => ComponentChildren;
}

/** The changes of a run, a row a field: old, new, outcome. */
export function ChangeTable({ entries, action }: ChangeTableProps) {
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
          {entries.map((entry) => (
            <EntryRows key={entry.id} entry={entry} action={action(entry)} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function EntryRows({ entry, action }: { entry: JournalEntry; action: ComponentChildren }) {
  const { label, op, fields } = entry.change;
  const outcome = (
    <td title={entry.outcome}>
      {stateWords(entry)}
      <span class="bb-hint"> by {entry.who.member}</span>
    </td>
  );
  // A record that was deleted as a whole names no field.
  if (fields.length === 0) {
    return (
      <tr>
        <td>{label}</td>
        <td colSpan={3}>{OP_WORDS[op]}</td>
        {outcome}
        <td>{action}</td>
      </tr>
    );
  }
  return (
    <>
      {fields.map(({ field, from, to }, index) => (
        <tr key={field}>
          <td>{label}</td>
          <td>{fieldLabel(field)}</td>
          <td class="bb-old">{valueText(from, field)}</td>
          <td>{valueText(to, field)}</td>
          {outcome}
          {index === 0 && <td rowSpan={fields.length}>{action}</td>}
        </tr>
      ))}
    </>
  );
}
