import { send } from '../../lib/messages/send.ts';
import { FailureNotice } from '../ui/notice.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { useRequest } from '../ui/use-request.ts';
import { RunCard } from './run-card.tsx';
import { JOURNAL } from './texts/journal.ts';

const NEWEST_RUNS = 50;

interface JournalRunsProps {
  /** Without those that changed nothing, whose number is shown. */
  changedOnly: boolean;
  visible: boolean;
  /** Only of this company. */
  companyId?: number;
}

/** The newest runs. */
export function JournalRuns({ changedOnly, visible, companyId }: JournalRunsProps) {
  const journal = useRequest(() => send('journal.list', { companyId, limit: NEWEST_RUNS, changedOnly }), {
    when: visible,
  });
  const { runs = [], entries = [], unchanged = 0 } = journal.value ?? {};
  return (
    <>
      {journal.failure && <FailureNotice failure={journal.failure} />}
      {journal.state === 'loading' && !journal.value && <Skeleton />}
      {journal.value && runs.length === 0 && <p class="bb-empty">{emptyWords(unchanged)}</p>}
      {runs.length > 0 && unchanged > 0 && (
        <p class="bb-hint">{changedOnly ? JOURNAL.leftOut(unchanged, runs.length) : JOURNAL.unchanged(unchanged)}</p>
      )}
      {runs.map((run) => (
        <RunCard
          key={run.id}
          run={run}
          entries={entries.filter(({ runId }) => runId === run.id)}
          onWritten={journal.reload}
        />
      ))}
    </>
  );
}

function emptyWords(unchanged: number): string {
  if (unchanged === 0) return JOURNAL.empty;
  return unchanged === 1 ? JOURNAL.onlyUnchanged : JOURNAL.allUnchanged(unchanged);
}
