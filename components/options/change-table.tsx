import type { ChangeState, JournalEntry, JsonValue } from '../../lib/domain/change.ts';

const STATES: Record<ChangeState, string> = {
  intended: 'Not finished',
  applied: 'Written',
  failed: 'Failed',
  stale: 'Held: changed meanwhile',
  held: 'Held for you',
  unknown: 'Unknown: answer lost',
};

/** What stood in a field, for a person. */
function show(value: JsonValue): string {
  if (value === null || value === '') return '(blank)';
  if (typeof value === 'number') return new Intl.NumberFormat().format(value);
  if (typeof value === 'object' && !Array.isArray(value) && 'name' in value) return String(value.name);
  return typeof value === 'string' ? value : JSON.stringify(value);
}

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
                <td>{field}</td>
                <td class="bb-old">{show(from)}</td>
                <td>{show(to)}</td>
                <td title={entry.outcome}>
                  {STATES[entry.state]}
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
