import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { Plan } from '../../lib/domain/change.ts';
import type { SetupFixInput } from '../../lib/domain/setup/setup-fix-input.ts';
import { send } from '../../lib/messages/send.ts';
import type { Failure } from '../../lib/shared/errors.ts';
import { Button } from '../ui/button.tsx';
import { formatText } from '../ui/format-text.ts';
import { FailureNotice } from '../ui/notice.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { useRequest } from '../ui/use-request.ts';
import { ChangeTable } from './change-table.tsx';
import { COMMON } from './texts/common.ts';
import { CHANGE_TABLE } from './texts/journal.ts';
import { SETUP_FIX as TEXTS } from './texts/new-products.ts';
import { UndoRun } from './undo-run.tsx';

interface Props {
  /** What is to be set up; another one needs another key. */
  input: SetupFixInput;
  /** The run has ended: what was read before it is old. */
  onEnded: () => void;
  onClose: () => void;
}

/** What fixes of the set-up would write, the click that writes it, and what came of it. */
export function SetupFixView({ input, onEnded, onClose }: Props) {
  const plan = useRequest(() => send('setup.plan-fix', input));
  const [isStarting, setStarting] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [runId, setRunId] = useState<string | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const id = useId();
  useEffect(() => heading.current?.focus(), [runId]);
  const apply = async (planId: string) => {
    setStarting(true);
    setFailure(null);
    const started = await send('plan.apply', { planId, confirmed: [] });
    setStarting(false);
    if (started.ok) setRunId(started.value.runId);
    else setFailure(started.failure);
  };
  const refused = failure ?? plan.failure;
  return (
    <section class="bb-undo" aria-labelledby={id}>
      <h2 id={id} tabIndex={-1} ref={heading}>
        {runId === null ? TEXTS.heading : TEXTS.result}
      </h2>
      {runId !== null && <UndoRun runId={runId} onEnded={onEnded} onClose={onClose} />}
      {runId === null && (
        <>
          {!plan.value && !plan.failure && <Skeleton />}
          {refused && <FailureNotice failure={refused} />}
          {plan.value && <Preview plan={plan.value} />}
          <footer class="bb-card-foot">
            <Button kind="quiet" disabled={isStarting} onClick={onClose}>
              {plan.value?.changes.length === 0 ? COMMON.close : COMMON.cancel}
            </Button>
            {plan.value && plan.value.changes.length > 0 && (
              <Button kind="primary" busy={isStarting} onClick={() => plan.value && void apply(plan.value.id)}>
                {TEXTS.apply(plan.value.changes.length)}
              </Button>
            )}
          </footer>
        </>
      )}
    </section>
  );
}

function Preview({ plan: { changes, skipped } }: { plan: Plan }) {
  return (
    <>
      <p role="status">{changes.length === 0 ? TEXTS.nothing : TEXTS.changes(changes.length)}</p>
      {changes.length > 0 && (
        <ChangeTable
          lines={changes}
          changeOf={(change) => change}
          keyOf={({ id }) => id}
          mustShow={() => true}
          tense="planned"
          moneyTense={() => 'planned'}
          note={({ reason }) => <p class="bb-hint">{formatText(reason)}</p>}
          heads={[CHANGE_TABLE.now, CHANGE_TABLE.becomes]}
        />
      )}
      {skipped.length > 0 && (
        <>
          <h3>{TEXTS.skipped}</h3>
          <ul class="bb-skipped">
            {skipped.map(({ label, why }, index) => (
              <li key={`${index} ${label}`}>
                <strong>{formatText(label)}</strong> <span class="bb-hint">{formatText(why)}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}
