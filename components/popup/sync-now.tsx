import { useState } from 'preact/hooks';
import type { CompanyIdentity } from '../../lib/domain/company-view.ts';
import { send } from '../../lib/messages/send.ts';
import { type Failure, sentence } from '../../lib/shared/errors.ts';
import { outcomesBesideFailure } from '../plan/texts/runs.ts';
import { Button } from '../ui/button.tsx';
import { formatText } from '../ui/format-text.ts';
import { FailureNotice, Notice } from '../ui/notice.tsx';
import { useRun } from '../ui/use-run.ts';
import { SYNC } from './texts.ts';

interface Props {
  company: CompanyIdentity | null | undefined;
  ready: boolean;
  /** A sync would write what the user has not consented to: only the panel can show it first. */
  needsPreview: boolean;
  /** This browser writes nothing: who does is said above. */
  isViewer: boolean;
  /** Whether the popup says a failure already. */
  isReported: (failure: Failure) => boolean;
}

/** Sync now for the company in the tab, with progress and result. */
export function SyncNow({ company, ready, needsPreview, isViewer, isReported }: Props) {
  const [runId, setRunId] = useState<string | null>(null);
  const [refusal, setRefusal] = useState<Failure | null>(null);
  const { report, failure = refusal } = useRun(runId);
  const run = report?.run;

  if (company === undefined || isViewer) return null;
  if (company === null) return <p class="bb-hint">{SYNC.noCompany}</p>;
  const running = run?.state === 'running';
  const start = async () => {
    setRunId(null);
    setRefusal(null);
    const result = await send('company.sync', { companyId: company.companyId });
    if (result.ok) setRunId(result.value.runId);
    else setRefusal(result.failure);
  };
  const cancel = async () => {
    if (!runId) return;
    const result = await send('run.cancel', { runId });
    if (!result.ok) setRefusal(result.failure);
  };
  return (
    <section class="bb-sync" aria-label={SYNC.label}>
      <h2>{company.name}</h2>
      {needsPreview ? (
        <p class="bb-hint">{SYNC.needsPreview}</p>
      ) : (
        <Button kind="primary" busy={running} disabled={!ready} onClick={() => void start()}>
          {SYNC.start}
        </Button>
      )}
      {running && (
        <Button kind="quiet" onClick={() => void cancel()}>
          {SYNC.cancel}
        </Button>
      )}
      <div aria-live="polite">
        {failure && !isReported(failure) && <FailureNotice failure={failure} />}
        {running && <p class="bb-hint">{SYNC.progress(run.progress.step, run.progress.done, run.progress.total)}</p>}
        {run && !running && (
          <Notice tone={run.state === 'done' ? 'ok' : 'warning'}>
            {run.state === 'cancelled' && <p>{SYNC.cancelled}</p>}
            {outcomesBesideFailure(run).map((outcome) => (
              <p key={outcome}>{formatText(outcome)}</p>
            ))}
            {run.failure && <p>{isReported(run.failure) ? SYNC.stopped : formatText(sentence(run.failure))}</p>}
          </Notice>
        )}
      </div>
    </section>
  );
}
