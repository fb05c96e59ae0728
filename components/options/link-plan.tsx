import { useEffect, useState } from 'preact/hooks';
import type { LinkRow } from '../../lib/domain/link-view.ts';
import { send } from '../../lib/messages/send.ts';
import type { Failure } from '../../lib/shared/errors.ts';
import { sentence } from '../../lib/shared/errors.ts';
import { Button } from '../ui/button.tsx';
import { formatText } from '../ui/format-text.ts';
import { FailureNotice, Notice } from '../ui/notice.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { useRequest } from '../ui/use-request.ts';
import { useRun } from '../ui/use-run.ts';
import { LINKS_TEXTS } from './texts/links.ts';

/** The preview “Link to Northside Bakery (EFS-777)”: what it creates, and the click that does it. */
export function LinkPlan({ row, onDone }: { row: LinkRow; onDone: () => void }) {
  const { customerId, companies } = row;
  const companyId = companies[0]?.id ?? 0;
  const plan = useRequest(() => send('links.plan', { customerId, companyId }));
  const [runId, setRunId] = useState<string | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const { report } = useRun(runId);
  const run = report?.run;
  const isOver = run !== undefined && run.state !== 'running';
  useEffect(() => {
    if (isOver && run?.state === 'done') onDone();
  }, [isOver, run?.state, onDone]);
  const apply = async (planId: string) => {
    setFailure(null);
    const started = await send('plan.apply', { planId, confirmed: [] });
    if (started.ok) setRunId(started.value.runId);
    else setFailure(started.failure);
  };
  const refused = failure ?? plan.failure;
  const { value } = plan;
  return (
    <div class="bb-undo">
      {plan.state === 'loading' && <Skeleton />}
      {refused && <FailureNotice failure={refused} />}
      {isOver && run?.failure && (
        <Notice tone="error">
          <p>{formatText(sentence(run.failure))}</p>
        </Notice>
      )}
      {value && (
        <>
          <p>
            <strong>{LINKS_TEXTS.planned(value.companyName, value.link?.efsId ?? '')}</strong>
          </p>
          <p>{value.changes.length > 0 ? LINKS_TEXTS.creates : LINKS_TEXTS.createsNothing}</p>
          <ul>
            {value.changes.map(({ id, label }) => (
              <li key={id}>{formatText(label)}</li>
            ))}
          </ul>
        </>
      )}
      <p>
        {value && !isOver && (
          <Button kind="primary" busy={runId !== null} onClick={() => void apply(value.id)}>
            {LINKS_TEXTS.apply}
          </Button>
        )}{' '}
        <Button kind="quiet" onClick={onDone}>
          {LINKS_TEXTS.cancel}
        </Button>
      </p>
    </div>
  );
}
