import { HistoryLegend } from './history-strip.tsx';
import type { HistoryState } from './panel-state.ts';
import * as HISTORY from './texts/history.ts';

/** What the pictures beside the accounts show, or why there are none. */
export function HistoryNote({ history }: { history: HistoryState }) {
  if (history === 'notRead') return <p class="bb-hint">{HISTORY.reading}</p>;
  if (history === 'failed') return <p class="bb-hint">{HISTORY.failed}</p>;
  if (!hasEvents(history)) return <p class="bb-hint">{HISTORY.empty}</p>;
  return (
    <div class="history-note">
      <p class="bb-hint">{HISTORY.caption(history.days.length)}</p>
      <HistoryLegend />
    </div>
  );
}

export function hasEvents(history: HistoryState): history is Exclude<HistoryState, string> {
  return typeof history !== 'string' && history.accounts.some(({ cells }) => cells.some((cell) => cell !== 'none'));
}
