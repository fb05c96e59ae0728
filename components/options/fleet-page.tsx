import { useState } from 'preact/hooks';
import { send } from '../../lib/messages/send.ts';
import type { Failure } from '../../lib/shared/errors.ts';
import { SECOND } from '../../lib/shared/time.ts';
import { ConnectionNotices } from '../connection/connection-notices.tsx';
import { useConnections } from '../connection/use-connections.ts';
import { modeSentence } from '../plan/texts/mode.ts';
import { Button } from '../ui/button.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { useRequest } from '../ui/use-request.ts';
import { BulkActionNote } from './bulk-action-note.tsx';
import { FleetHead, isComparing } from './fleet-head.tsx';
import { FleetList } from './fleet-list.tsx';
import { FLEET } from './texts/fleet.ts';
import { useFleetList } from './use-fleet-list.ts';
import { usePlanBulkAction } from './use-plan-bulk-action.ts';

/** All customers with their companies: what the last comparison found, and what can be done about it. */
export function FleetPage({ visible }: { visible: boolean }) {
  const [runs, setRuns] = useState(false);
  const fleet = useRequest(() => send('fleet.view', {}), { when: visible, every: runs ? SECOND : 10 * SECOND });
  const list = useFleetList(fleet.value, visible);
  const [busy, setBusy] = useState<'compare' | 'cancel' | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const states = useConnections(visible);
  const mode = useRequest(() => send('consent.view', {}), { when: visible });
  const planning = usePlanBulkAction();
  const { value: view } = fleet;
  const isOpen = view !== undefined && isComparing(view);
  if (isOpen !== runs) setRuns(isOpen);
  const isViewer = mode.value?.mode === 'viewer';

  const act = async (action: 'compare' | 'cancel') => {
    setBusy(action);
    setFailure(null);
    const result = await send(`fleet.${action}`, {});
    if (!result.ok) setFailure(result.failure);
    setBusy(null);
    fleet.reload();
  };
  return (
    <section class="bb-card" aria-label={FLEET.title}>
      {fleet.state === 'loading' && !view && <Skeleton />}
      {view && (
        <FleetHead view={view} busy={busy} onCompare={() => void act('compare')} onCancel={() => void act('cancel')} />
      )}
      <div class="bb-answer" aria-live="polite">
        <ConnectionNotices
          states={states}
          also={[failure, planning.failure, view?.progress?.failure, fleet.failure]}
          tone={isOpen && !failure ? 'warning' : 'error'}
        />
        <BulkActionNote visible={visible} />
        {isViewer && <p class="bb-hint">{modeSentence(mode.value)}</p>}
      </div>
      {view && !isViewer && view.comparedAt !== null && (
        <div class="bb-fleet-all">
          <Button
            busy={planning.busy === 'sync'}
            disabled={planning.busy !== null}
            onClick={() => planning.plan({ kind: 'sync', companies: { filter: 'all', search: '' } })}
          >
            {FLEET.syncAll}
          </Button>
          <span class="bb-hint">{FLEET.syncAllHint}</span>
        </div>
      )}
      {view && view.comparedAt !== null && (
        <FleetList view={view} list={list} planning={isViewer ? undefined : planning} />
      )}
    </section>
  );
}
