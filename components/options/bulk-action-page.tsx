import { useEffect, useRef, useState } from 'preact/hooks';
import type { BulkActionView } from '../../lib/domain/bulk-action.ts';
import { send } from '../../lib/messages/send.ts';
import { type Failure, isSameFailure } from '../../lib/shared/errors.ts';
import { SECOND } from '../../lib/shared/time.ts';
import { ConnectionNotices } from '../connection/connection-notices.tsx';
import { useConnections } from '../connection/use-connections.ts';
import { Skeleton } from '../ui/skeleton.tsx';
import { useRequest } from '../ui/use-request.ts';
import { useAnnouncedEnd } from './approvals-changed.ts';
import { BulkActionCard } from './bulk-action-card.tsx';
import type { BulkActionStep } from './bulk-action-foot.tsx';
import { ACTION_TITLES, BULK_ACTION } from './texts/bulk-action.ts';

/** The worker goes on by itself. */
function isUnderWay({ state }: Pick<BulkActionView, 'state'>): boolean {
  return state === 'planning' || state === 'applying' || state === 'cancelling' || state === 'undoing';
}

/**
 * What is done with many companies at once: one preview, one confirmation, one undo. All of its state comes from the worker, which
 * goes on while this page is closed.
 */
export function BulkActionPage({ visible }: { visible: boolean }) {
  const [runs, setRuns] = useState(true);
  const action = useRequest(() => send('bulk-action.view', {}), { when: visible, every: runs ? SECOND : 5 * SECOND });
  const [busy, setBusy] = useState<BulkActionStep | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const states = useConnections(visible);
  const heading = useRef<HTMLHeadingElement>(null);
  // What had the focus is on the page before.
  useEffect(() => heading.current?.focus(), []);
  const { value: view } = action;
  const isRunning = view != null && isUnderWay(view);
  if (view !== undefined && isRunning !== runs) setRuns(isRunning);
  useAnnouncedEnd(isRunning);

  const act = async (step: BulkActionStep, id: string) => {
    setBusy(step);
    setFailure(null);
    const result = await send(`bulk-action.${step}`, { id });
    if (!result.ok) setFailure(result.failure);
    setBusy(null);
    action.reload();
  };
  const isWaiting = view?.failure !== undefined && (isRunning || view.state === 'paused');
  return (
    <>
      <p class="bb-action-back">
        <a href="#companies">{BULK_ACTION.back}</a>
      </p>
      <h1 tabIndex={-1} ref={heading}>
        {view ? ACTION_TITLES[view.kind] : BULK_ACTION.heading}
      </h1>
      {action.state === 'loading' && view === undefined && <Skeleton />}
      {view === null && <p class="bb-empty">{BULK_ACTION.none}</p>}
      <div class="bb-answer bb-action-answer" aria-live="polite">
        <ConnectionNotices
          states={states}
          also={[failure, view?.failure, action.failure]}
          tone={isWaiting && !failure ? 'warning' : 'error'}
        />
        {isWaiting && <p class="bb-hint">{view.state === 'undoing' ? BULK_ACTION.undoWaits : BULK_ACTION.waits}</p>}
      </div>
      {view && (
        <BulkActionCard
          key={view.id}
          view={view}
          busy={busy}
          isShown={(one) => [view.failure, failure, action.failure].some((other) => isSameFailure(one, other))}
          onStep={(step) => void act(step, view.id)}
        />
      )}
    </>
  );
}
