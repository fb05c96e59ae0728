import type { JournalEntry, Run } from '../../lib/domain/change.ts';
import { Age } from '../ui/age.tsx';
import { count } from '../ui/format.ts';
import { ProblemNotice } from '../ui/notice.tsx';
import { ChangeTable } from './change-table.tsx';

const CAUSES: Record<Run['cause']['kind'], string> = {
  person: 'Sync now',
  event: 'Portal event',
  reprocess: 'Reprocessed event',
  ticket: 'Ticket',
  sweep: 'Push of all customers',
  repair: 'Repair',
  undo: 'Undo',
};
const STATES: Record<Run['state'], { word: string; tone: string }> = {
  running: { word: 'Running', tone: 'quiet' },
  done: { word: 'Done', tone: 'ok' },
  failed: { word: 'Failed', tone: 'error' },
  interrupted: { word: 'Interrupted', tone: 'warning' },
  cancelled: { word: 'Cancelled', tone: 'quiet' },
};

/** One run of one company: what it was for, what came of it, and each change. */
export function RunCard({ run, entries }: { run: Run; entries: readonly JournalEntry[] }) {
  const { word, tone } = STATES[run.state];
  return (
    <details class="bb-card bb-run">
      <summary>
        <span class={`bb-pill bb-pill-${tone}`}>{word}</span>
        <strong>{run.companyName}</strong>
        <span class="bb-hint">
          {CAUSES[run.cause.kind]} · <Age at={run.startedAt} /> · {count(entries.length, 'change')}
        </span>
      </summary>
      {run.problem && <ProblemNotice problem={run.problem} />}
      {run.outcomes.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      <ChangeTable entries={entries} />
    </details>
  );
}
