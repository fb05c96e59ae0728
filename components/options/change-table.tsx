import type { ComponentChildren } from 'preact';
import type { FieldChange, JournalEntry } from '../../lib/domain/change.ts';
import { moneySentence } from '../../lib/domain/money-sentence.ts';
import { Value } from '../plan/value.tsx';
import { fieldLabel, OP_WORDS } from '../plan/words.ts';
import { formatText } from '../ui/format-text.ts';
import { stateWords } from './entry-words.ts';
import { FoldedTables } from './folded-tables.tsx';
import { WholeRecord } from './whole-record.tsx';

interface ChangeTableProps {
  entries: readonly JournalEntry[];
  /** What can be done with a change, at the end of its first row. */
  action: (entry: JournalEntry) => ComponentChildren;
  /** What a click on it opened, below its rows, if anything. */
  opened: (entry: JournalEntry) => ComponentChildren;
}

/** The changes of a run, a row a field: old, new, outcome. Those that were not written are never folded. */
export function ChangeTable({ entries, action, opened }: ChangeTableProps) {
  if (entries.length === 0) return null;
  return (
    <FoldedTables
      lines={entries}
      changeOf={({ change }) => change}
      mustShow={({ state }) => state !== 'applied'}
      tense="written"
      heads={
        <>
          <th scope="col">Record</th>
          <th scope="col">Field</th>
          <th scope="col">From</th>
          <th scope="col">To</th>
          <th scope="col">Outcome</th>
          <th scope="col">
            <span class="bb-visually-hidden">Undo</span>
          </th>
        </>
      }
      row={(entry) => <EntryRows key={entry.id} entry={entry} action={action(entry)} opened={opened(entry)} />}
    />
  );
}

interface EntryRowsProps {
  entry: JournalEntry;
  action: ComponentChildren;
  opened: ComponentChildren;
}

function EntryRows({ entry, action, opened }: EntryRowsProps) {
  const { label, op, fields, money } = entry.change;
  // A record that came or went as a whole is one text.
  const [first, ...rest] = op === 'update' ? fields : [];
  const rows = 1 + rest.length;
  return (
    <tbody>
      <tr>
        <td class="bb-cell-record" rowSpan={rows}>
          {label}
          {money && (
            <span class="bb-hint"> {moneySentence(money, entry.state === 'applied' ? 'written' : 'planned')}.</span>
          )}
        </td>
        {first ? (
          <FieldCells {...first} />
        ) : (
          <td class="bb-table-wide" colSpan={3}>
            <strong>{OP_WORDS[op]}</strong>
            <WholeRecord change={entry.change} />
          </td>
        )}
        <td class="bb-cell-end" rowSpan={rows} title={formatText(entry.outcome)}>
          {stateWords(entry)}
          <span class="bb-hint"> by {entry.who.member}</span>
        </td>
        <td class="bb-cell-end" rowSpan={rows}>
          {action}
        </td>
      </tr>
      {rest.map((field) => (
        <tr key={field.field}>
          <FieldCells {...field} />
        </tr>
      ))}
      {opened && (
        <tr>
          <td class="bb-table-wide bb-cell-opened" colSpan={6}>
            {opened}
          </td>
        </tr>
      )}
    </tbody>
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
