import { useEffect, useState } from 'preact/hooks';
import { send } from '../../lib/messages/send.ts';
import type { Failure } from '../../lib/shared/errors.ts';
import { SECOND } from '../../lib/shared/time.ts';
import { ConnectionNotices } from '../connection/connection-notices.tsx';
import { useConnections } from '../connection/use-connections.ts';
import { modeSentence } from '../plan/texts/mode.ts';
import { Button } from '../ui/button.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { useRequest } from '../ui/use-request.ts';
import { useAnnouncedEnd } from './approvals-changed.ts';
import { BulkActionNote } from './bulk-action-note.tsx';
import { FleetHead, isComparing } from './fleet-head.tsx';
import { FleetList } from './fleet-list.tsx';
import { askForFleet, type FleetMonth } from './fleet-month.ts';
import { FLEET } from './texts/fleet.ts';
import { useFleetList } from './use-fleet-list.ts';
import { usePlanBulkAction } from './use-plan-bulk-action.ts';

interface FleetPageProps {
  visible: boolean;
  /** A comparison has ended. */
  onCompared?: () => void;
}

/** All customers with their companies: what the last comparison found, and what can be done about it. */
export function FleetPage({ visible, onCompared }: FleetPageProps) {
  const [runs, setRuns] = useState(false);
  const [month, setMonth] = useState<FleetMonth>(undefined);
  const fleet = useRequest(() => askForFleet(month), { when: visible, every: runs ? SECOND : 10 * SECOND });
  const list = useFleetList(fleet.value, month, visible);
  const [busy, setBusy] = useState<'compare' | 'cancel' | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const states = useConnections(visible);
  const mode = useRequest(() => send('consent.view', {}), { when: visible });
  const planning = usePlanBulkAction();
  const { value: view, reload } = fleet;
  const [asked, setAsked] = useState(month);
  useEffect(() => {
    if (asked === month) return;
    setAsked(month);
    reload();
  }, [asked, month, reload]);
  // A month is kept for 400 days.
  if (month !== undefined && view?.month === month && !view.months.includes(month)) setMonth(undefined);
  const isOpen = view !== undefined && isComparing(view);
  if (isOpen !== runs) setRuns(isOpen);
  useAnnouncedEnd(isOpen, onCompared);
  const isViewer = mode.value?.mode === 'viewer';
  /** Rows of an earlier comparison are not acted on. */
  const mayBegin = !isViewer && month === undefined;

  const act = async (action: 'compare' | 'cancel') => {
    setBusy(action);
    setFailure(null);
    const result = await send(`fleet.${action}`, {});
    if (!result.ok) setFailure(result.failure);
    setBusy(null);
    reload();
  };
  return (
    <section class="bb-card" aria-label={FLEET.title}>
      {fleet.state === 'loading' && !view && <Skeleton />}
      {view && (
        <FleetHead
          view={view}
          month={month}
          busy={busy}
          onMonth={setMonth}
          onCompare={() => void act('compare')}
          onCancel={() => void act('cancel')}
        />
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
      {view && mayBegin && view.comparedAt !== null && (
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
        <FleetList view={view} list={list} planning={mayBegin ? planning : undefined} />
      )}
    </section>
  );
}
