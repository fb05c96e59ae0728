import type { JournalEntry, Run } from '../../lib/domain/change.ts';
import { send } from '../../lib/messages/send.ts';
import { Age } from '../ui/age.tsx';
import { ProblemNotice } from '../ui/notice.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { useRequest } from '../ui/use-request.ts';
import { ChangeTable } from './change-table.tsx';

const NEWEST_RUNS = 50;
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

/** Every write: who, when, why, from, to, outcome (spec sync.md, "Journal"). */
export function JournalSection({ visible }: { visible: boolean }) {
  const journal = useRequest(() => send('journal.list', { limit: NEWEST_RUNS }), { when: visible });
  const runs = journal.value?.runs ?? [];
  return (
    <>
      <h1>Journal & undo</h1>
      <p class="bb-lead">
        Every change that this browser wrote into ConnectWise, kept for 400 days. A run is taken back on its company’s
        page, with a preview.
      </p>
      {journal.problem && <ProblemNotice problem={journal.problem} />}
      {journal.state === 'loading' && !journal.value && <Skeleton />}
      {journal.value && runs.length === 0 && <p class="bb-empty">Nothing written yet.</p>}
      {runs.map((run) => (
        <RunCard
          key={run.id}
          run={run}
          entries={(journal.value?.entries ?? []).filter((entry) => entry.runId === run.id)}
        />
      ))}
    </>
  );
}

function RunCard({ run, entries }: { run: Run; entries: JournalEntry[] }) {
  const { word, tone } = STATES[run.state];
  return (
    <details class="bb-card bb-run">
      <summary>
        <span class={`bb-pill bb-pill-${tone}`}>{word}</span>
        <strong>{run.companyName}</strong>
        <span class="bb-hint">
          {CAUSES[run.cause.kind]} · <Age at={run.startedAt} /> ·{' '}
          {entries.length === 1 ? '1 change' : `${entries.length} changes`}
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
