import { count } from '../ui/format.ts';
import { HistoryLegend } from './history-strip.tsx';
import type { HistoryState } from './panel-state.ts';

/** What the pictures beside the accounts show, or why there are none. */
export function HistoryNote({ history }: { history: HistoryState }) {
  if (history === 'notRead') return <p class="bb-hint">Reading the events of the last days…</p>;
  if (history === 'failed') return <p class="bb-hint">The events of the last days could not be read.</p>;
  if (!hasEvents(history))
    return <p class="bb-hint">No events stored in this browser yet, so there are no days to show.</p>;
  return (
    <div class="history-note">
      <p class="bb-hint">Backup events by day, the last {count(history.days.length, 'day')}, today at the right</p>
      <HistoryLegend />
    </div>
  );
}

export function hasEvents(history: HistoryState): history is Exclude<HistoryState, string> {
  return typeof history !== 'string' && history.accounts.some(({ cells }) => cells.some((cell) => cell !== 'none'));
}
