import { hasEvents } from '../panel/history-note.tsx';
import type { HistoryState } from '../panel/panel-state.ts';
import { CELL_WORDS, formatDay } from '../panel/texts/history.ts';
import { COMPANY_PAGE } from './texts/fleet.ts';

/** What the pictures of the accounts' days show, as tables: one per customer, newest day first. Nothing where there are no pictures. */
export function DaysTable({ history }: { history: HistoryState }) {
  if (!hasEvents(history)) return null;
  const { days, accounts } = history;
  const newestFirst = days.map((day, at) => ({ day, at })).toReversed();
  return (
    <details>
      <summary>{COMPANY_PAGE.table}</summary>
      {[...Map.groupBy(accounts, ({ efsId }) => efsId)].map(([efsId, own]) => (
        <div key={efsId} class="bb-table-scroll">
          <table class="bb-table">
            <caption class="bb-visually-hidden">{COMPANY_PAGE.tableOf(efsId)}</caption>
            <thead>
              <tr>
                <th scope="col">{COMPANY_PAGE.day}</th>
                {own.map(({ accountId, name }) => (
                  <th key={accountId} scope="col">
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {newestFirst.map(({ day, at }) => (
                <tr key={day}>
                  <th scope="row">{formatDay(day)}</th>
                  {own.map(({ accountId, cells }) => (
                    <td key={accountId}>{CELL_WORDS[cells[at] ?? 'none']}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ))}
    </details>
  );
}
