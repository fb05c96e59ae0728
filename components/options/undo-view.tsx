import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { send } from '../../lib/messages/send.ts';
import type { Failure } from '../../lib/shared/errors.ts';
import { Button } from '../ui/button.tsx';
import { FailureNotice } from '../ui/notice.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { useRequest } from '../ui/use-request.ts';
import { COMMON } from './texts/common.ts';
import { UNDO } from './texts/journal.ts';
import { UndoPreview } from './undo-preview.tsx';
import { UndoRun } from './undo-run.tsx';

interface UndoViewProps {
  runId: string;
  /** Of the journal: one change of the run; absent: all of it. */
  entryId?: string | undefined;
  onEnded: () => void;
  onClose: () => void;
}

/** Taking back a run or one change of it: look, apply, outcome. */
export function UndoView({ runId, entryId, onEnded, onClose }: UndoViewProps) {
  const plan = useRequest(() => send('run.plan-undo', { runId, entryId }));
  const [isStarting, setStarting] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [undoRunId, setUndoRunId] = useState<string | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const id = useId();
  // A user who works by keyboard or ear lands on what the click opened, the look and then the run.
  useEffect(() => heading.current?.focus(), [undoRunId]);

  const apply = async (planId: string) => {
    setStarting(true);
    setFailure(null);
    const started = await send('plan.apply', { planId, confirmed: [] });
    setStarting(false);
    if (started.ok) setUndoRunId(started.value.runId);
    else setFailure(started.failure);
  };
  const refused = failure ?? plan.failure;
  return (
    <section class="bb-undo" aria-labelledby={id}>
      <h2 id={id} tabIndex={-1} ref={heading}>
        {entryId === undefined ? UNDO.run : UNDO.change}
      </h2>
      {undoRunId !== null && <UndoRun runId={undoRunId} onEnded={onEnded} onClose={onClose} />}
      {undoRunId === null && (
        <>
          {!plan.value && !plan.failure && <Skeleton />}
          {refused && <FailureNotice failure={refused} />}
          {plan.value && (
            <UndoPreview
              key={plan.value.id}
              plan={plan.value}
              busy={isStarting}
              onApply={() => plan.value && void apply(plan.value.id)}
              onClose={onClose}
            />
          )}
          {refused && (
            <footer class="bb-card-foot">
              {!plan.value && (
                <Button kind="quiet" onClick={onClose}>
                  {COMMON.close}
                </Button>
              )}
              <Button
                disabled={isStarting}
                onClick={() => {
                  setFailure(null);
                  plan.reload();
                }}
              >
                {COMMON.lookAgain}
              </Button>
            </footer>
          )}
        </>
      )}
    </section>
  );
}
