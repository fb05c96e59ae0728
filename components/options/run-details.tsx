import type { Run } from '../../lib/domain/change.ts';
import { CAUSE_WORDS } from '../../lib/domain/log-search/run-fields.ts';
import { NO_COMPANY } from '../../lib/domain/record-ref.ts';
import { send } from '../../lib/messages/send.ts';
import { Age } from '../ui/age.tsx';
import { FailureNotice } from '../ui/notice.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { useRequest } from '../ui/use-request.ts';
import { RunBody } from './run-card.tsx';
import { JOURNAL } from './texts/journal.ts';

/** What a run wrote, read when it is opened. */
export function RunDetails({ run, onWritten }: { run: Run; onWritten: () => void }) {
  const view = useRequest(() => send('run.view', { runId: run.id }));
  if (!view.value) return view.failure ? <FailureNotice failure={view.failure} onRetry={view.reload} /> : <Skeleton />;
  const written = () => {
    view.reload();
    onWritten();
  };
  return (
    <>
      <p class="bb-hint">
        {CAUSE_WORDS[run.cause.kind]} · <Age at={run.startedAt} />
        {run.companyId !== NO_COMPANY && (
          <>
            {' '}
            · <a href={`#companies/${run.companyId}`}>{JOURNAL.openCompany}</a>
          </>
        )}
      </p>
      <RunBody run={view.value.run} entries={view.value.entries} onWritten={written} />
    </>
  );
}
