import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { JournalEntry, Run } from '../../lib/domain/change.ts';
import { quantitiesSentence } from '../../lib/domain/money-sentence.ts';
import { wasWritten } from '../../lib/domain/was-written.ts';
import { send } from '../../lib/messages/send.ts';
import { sentence } from '../../lib/shared/errors.ts';
import { stateWords } from '../plan/texts/changes.ts';
import { resultTitle } from '../plan/texts/runs.ts';
import { Button } from '../ui/button.tsx';
import { formatText } from '../ui/format-text.ts';
import { FailureNotice, Notice } from '../ui/notice.tsx';
import { Progress } from '../ui/progress.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { useRun } from '../ui/use-run.ts';
import { COMMON } from './texts/common.ts';
import { UNDO } from './texts/journal.ts';

interface UndoRunProps {
  runId: string;
  /** The run has ended: what the journal shows is old. `wrote`: something of it could be undone. */
  onEnded: (wrote: boolean) => void;
  onClose: () => void;
  /** Beside the button that closes it. */
  actions?: ComponentChildren;
}

/** The run that takes back, while it goes on and when it has ended. */
export function UndoRun({ runId, onEnded, onClose, actions }: UndoRunProps) {
  const { report, failure } = useRun(runId);
  const run = report?.run;
  const isOver = run !== undefined && run.state !== 'running';
  const wrote = report?.entries.some(wasWritten) ?? false;
  // Reported once, when it ends; the caller's function is another one at every drawing.
  const ended = useRef(onEnded);
  ended.current = onEnded;
  useEffect(() => {
    if (isOver) ended.current(wrote);
  }, [isOver, wrote]);
  return (
    <>
      {!report && !failure && <Skeleton />}
      {failure && <FailureNotice failure={failure} tone="warning" />}
      {run && !isOver && <Running run={run} />}
      {report && isOver && <Outcome {...report} />}
      {(isOver || failure) && (
        <footer class="bb-card-foot">
          {actions}
          <Button takesFocus={isOver} onClick={onClose}>
            {COMMON.close}
          </Button>
        </footer>
      )}
    </>
  );
}

function Running({ run }: { run: Run }) {
  const [asked, setAsked] = useState(false);
  const { step, done, total } = run.progress;
  const cancel = async () => {
    setAsked(true);
    const result = await send('run.cancel', { runId: run.id });
    if (!result.ok) setAsked(false);
  };
  return (
    <div class="bb-bulk-sync">
      <p class="bb-progress-text" role="status">
        <span>{step}</span>
        {total > 0 && <span class="bb-hint">{UNDO.progress(done, total)}</span>}
      </p>
      <Progress label={step} done={done} total={total} />
      <footer class="bb-card-foot">
        <Button kind="quiet" disabled={asked} onClick={() => void cancel()}>
          {asked ? UNDO.cancelling : COMMON.cancel}
        </Button>
      </footer>
    </div>
  );
}

/** What was written, and every change that was not, with its reason. */
function Outcome({ run, entries }: { run: Run; entries: readonly JournalEntry[] }) {
  const rest = entries.filter(({ state }) => state !== 'applied');
  return (
    <div class="bb-answer">
      <Notice tone={tone(run)}>
        <p>
          <strong>{resultTitle(run)}.</strong>
        </p>
        {run.quantities && <p>{quantitiesSentence(run.quantities)}.</p>}
        {run.failure && <p>{formatText(sentence(run.failure))}</p>}
        <ul>
          {rest.map((entry) => (
            <li key={entry.id}>
              {stateWords(entry)}: {entry.change.label}. <span class="bb-hint">{formatText(entry.outcome)}</span>
            </li>
          ))}
        </ul>
      </Notice>
    </div>
  );
}

function tone({ state, counts }: Run): 'ok' | 'warning' | 'error' {
  if (state === 'failed' || counts.failed > 0) return 'error';
  const open = counts.held + counts.conflict + counts.unknown;
  return state !== 'done' || open > 0 ? 'warning' : 'ok';
}
