import type { ComponentChildren } from 'preact';
import type { JournalEntry } from '../../lib/domain/change.ts';
import { stateWords } from '../plan/texts/changes.ts';
import { formatText } from '../ui/format-text.ts';
import { ChangeTable } from './change-table.tsx';
import { CHANGE_TABLE } from './texts/journal.ts';

interface EntryTableProps {
  entries: readonly JournalEntry[];
  /** What can be done with a change, at the end of its first row. */
  action: (entry: JournalEntry) => ComponentChildren;
  /** What a click on it opened, below its rows, if anything. */
  opened: (entry: JournalEntry) => ComponentChildren;
}

/** The changes of a run: old, new, outcome. Those that were not written are never folded. */
export function EntryTable({ entries, action, opened }: EntryTableProps) {
  if (entries.length === 0) return null;
  return (
    <ChangeTable
      lines={entries}
      changeOf={({ change }) => change}
      keyOf={({ id }) => id}
      mustShow={({ state }) => state !== 'applied'}
      tense="written"
      moneyTense={({ state }) => (state === 'applied' ? 'written' : 'planned')}
      heads={[CHANGE_TABLE.from, CHANGE_TABLE.to]}
      endHeads={
        <>
          <th scope="col">{CHANGE_TABLE.outcome}</th>
          <th scope="col">
            <span class="bb-visually-hidden">{CHANGE_TABLE.undo}</span>
          </th>
        </>
      }
      end={(entry, rows) => (
        <>
          <td class="bb-cell-end" rowSpan={rows} title={formatText(entry.outcome)}>
            {stateWords(entry)}
            <span class="bb-hint"> {CHANGE_TABLE.by(entry.who)}</span>
          </td>
          <td class="bb-cell-end" rowSpan={rows}>
            {action(entry)}
          </td>
        </>
      )}
      opened={opened}
    />
  );
}
