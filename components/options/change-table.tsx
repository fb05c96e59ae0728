import type { JournalEntry } from '../../lib/domain/change.ts';
import { CANCELLED } from '../../lib/domain/outcomes.ts';
import { fieldLabel, STATE_WORDS, valueText } from '../plan/words.ts';

/** The changes of a run, a row a field: old, new, outcome. */
export function ChangeTable({ entries }: { entries: readonly JournalEntry[] }) {
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
          </tr>
        </thead>
        <tbody>
          {entries.flatMap((entry) =>
            entry.change.fields.map(({ field, from, to }) => (
              <tr key={`${entry.id} ${field}`}>
                <td>{entry.change.label}</td>
                <td>{fieldLabel(field)}</td>
                <td class="bb-old">{valueText(from, field)}</td>
                <td>{valueText(to, field)}</td>
                <td title={entry.outcome}>
                  {stateWords(entry)}
                  <span class="bb-hint"> by {entry.who.member}</span>
                </td>
              </tr>
            )),
          )}
        </tbody>
      </table>
    </div>
  );
}

/** What a person's cancelling left unwritten waits for nobody. */
function stateWords({ state, outcome }: JournalEntry): string {
  return state === 'held' && outcome === CANCELLED ? 'Left undone' : STATE_WORDS[state];
}
