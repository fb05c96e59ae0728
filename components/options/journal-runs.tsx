import { send } from '../../lib/messages/send.ts';
import { FailureNotice } from '../ui/notice.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { useRequest } from '../ui/use-request.ts';
import { RunCard } from './run-card.tsx';
import { JOURNAL } from './texts/journal.ts';

const NEWEST_RUNS = 50;

interface JournalRunsProps {
  companyId: number;
  visible: boolean;
}

/** The newest runs of a company. */
export function JournalRuns({ companyId, visible }: JournalRunsProps) {
  const journal = useRequest(() => send('journal.list', { companyId, limit: NEWEST_RUNS, changedOnly: false }), {
    when: visible,
  });
  const { runs = [], entries = [], unchanged = 0 } = journal.value ?? {};
  return (
    <>
      {journal.failure && <FailureNotice failure={journal.failure} />}
      {journal.state === 'loading' && !journal.value && <Skeleton />}
      {journal.value && runs.length === 0 && <p class="bb-empty">{JOURNAL.empty}</p>}
      {runs.length > 0 && unchanged > 0 && <p class="bb-hint">{JOURNAL.unchanged(unchanged)}</p>}
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
