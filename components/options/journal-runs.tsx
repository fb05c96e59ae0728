import { send } from '../../lib/messages/send.ts';
import { count, formatNumber } from '../ui/format.ts';
import { FailureNotice } from '../ui/notice.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { useRequest } from '../ui/use-request.ts';
import { RunCard } from './run-card.tsx';

const NEWEST_RUNS = 50;

/** The newest runs; `changedOnly`: without those that changed nothing, whose number is shown. */
export function JournalRuns({ changedOnly, visible }: { changedOnly: boolean; visible: boolean }) {
  const journal = useRequest(() => send('journal.list', { limit: NEWEST_RUNS, changedOnly }), { when: visible });
  const { runs = [], entries = [], unchanged = 0 } = journal.value ?? {};
  return (
    <>
      {journal.failure && <FailureNotice failure={journal.failure} />}
      {journal.state === 'loading' && !journal.value && <Skeleton />}
      {journal.value && runs.length === 0 && <p class="bb-empty">{emptyWords(unchanged)}</p>}
      {runs.length > 0 && unchanged > 0 && (
        <p class="bb-hint">
          {changedOnly ? foldedWords(unchanged, runs.length) : `Of these, ${unchangedWords(unchanged)}.`}
        </p>
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
  if (unchanged === 0) return 'Nothing written yet.';
  return unchanged === 1
    ? 'The only run changed nothing.'
    : `None of the newest ${count(unchanged, 'run')} changed anything.`;
}

/** Only as far back as was looked, so that the sentence holds however long the journal is. */
function foldedWords(unchanged: number, shown: number): string {
  return `Of the newest ${count(unchanged + shown, 'run')}, ${unchangedWords(unchanged)} and ${unchanged === 1 ? 'is' : 'are'} left out here.`;
}

function unchangedWords(unchanged: number): string {
  return `${formatNumber(unchanged)} changed nothing`;
}
