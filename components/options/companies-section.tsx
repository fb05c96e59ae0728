import { useState } from 'preact/hooks';
import type { BulkSyncView } from '../../lib/domain/bulk-sync-view.ts';
import { send } from '../../lib/messages/send.ts';
import type { Failure } from '../../lib/shared/errors.ts';
import { SECOND } from '../../lib/shared/time.ts';
import { ConnectionNotices } from '../connection/connection-notices.tsx';
import { useConnections } from '../connection/use-connections.ts';
import { partList } from '../plan/texts/mode.ts';
import { Button } from '../ui/button.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { useRequest } from '../ui/use-request.ts';
import { BulkSyncProgress, BulkSyncResult } from './bulk-sync-report.tsx';

type Action = 'bulk-sync.start' | 'bulk-sync.pause' | 'bulk-sync.cancel';

/** The bulk sync. All of its state comes from the worker: it goes on while this page is closed. */
export function CompaniesSection({ visible }: { visible: boolean }) {
  const [runs, setRuns] = useState(false);
  const bulkSync = useRequest(() => send('bulk-sync.view', {}), { when: visible, every: runs ? SECOND : 5 * SECOND });
  const [busy, setBusy] = useState<Action | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const view = bulkSync.value ?? null;
  const isRunning = view?.state === 'running';
  if (isRunning !== runs) setRuns(isRunning);

  const act = async (action: Action) => {
    setBusy(action);
    setFailure(null);
    const result = await send(action, {});
    if (!result.ok) setFailure(result.failure);
    setBusy(null);
    bulkSync.reload();
  };
  const button = (action: Action, label: string, kind: 'primary' | 'secondary' | 'quiet' = 'secondary') => (
    <Button kind={kind} busy={busy === action} disabled={busy !== null} onClick={() => void act(action)}>
      {label}
    </Button>
  );
  const states = useConnections(visible);
  const mode = useRequest(() => send('consent.view', {}), { when: visible });
  const isReview = mode.value?.mode === 'review';
  const isOpen = view?.state === 'running' || view?.state === 'paused';
  const tone = isOpen && !failure && !bulkSync.failure ? 'warning' : 'error';
  return (
    <>
      <h1>Companies</h1>
      <p class="bb-lead">All customers of the portal at once, instead of one company after the other.</p>
      <section class="bb-card" aria-label="Sync all customers">
        <header class="bb-card-head">
          <h2>Sync all customers</h2>
          {view && <StatePill state={view.state} />}
        </header>
        <p class="bb-measure">
          Reads each customer in the portal and syncs backup statistics, the management report and agreement quantities
          of its company, as Sync now does. What looks wrong for money needs your approval, and every run can be undone
          under Journal & undo. You can close this page: it goes on, and after a restart of the browser too.
        </p>
        {bulkSync.state === 'loading' && bulkSync.value === undefined && <Skeleton />}
        {view && (isOpen ? <BulkSyncProgress bulkSync={view} /> : <BulkSyncResult bulkSync={view} />)}
        <div class="bb-answer" aria-live="polite">
          <ConnectionNotices states={states} also={[view?.failure, bulkSync.failure, failure]} tone={tone} />
          {view?.state === 'paused' && view.failure && (
            <p class="bb-hint">It goes on by itself once this works again.</p>
          )}
        </div>
        {isReview && (
          <p class="bb-hint bb-section">
            Review mode: <a href="#connections">turn on automatic sync</a> first. You see what would be written to all
            customers before you agree.
          </p>
        )}
        {mode.value?.mode === 'partial' && (
          <p class="bb-hint bb-section">
            Automatic sync is on for {partList(mode.value.automatic)} only: nothing else is written to all customers.
          </p>
        )}
        <footer class="bb-card-foot">
          {isOpen && button('bulk-sync.cancel', 'Cancel', 'quiet')}
          {view?.state === 'running' && button('bulk-sync.pause', 'Pause')}
          {view?.state === 'paused' && button('bulk-sync.start', 'Resume', 'primary')}
          {!isOpen &&
            bulkSync.value !== undefined &&
            !isReview &&
            button('bulk-sync.start', 'Sync all customers', 'primary')}
        </footer>
      </section>
    </>
  );
}

const STATES: Record<BulkSyncView['state'], { word: string; tone: string }> = {
  running: { word: 'Running', tone: 'ok' },
  paused: { word: 'Paused', tone: 'warning' },
  done: { word: 'Done', tone: 'ok' },
  cancelled: { word: 'Cancelled', tone: 'quiet' },
  failed: { word: 'Failed', tone: 'error' },
};

function StatePill({ state }: { state: BulkSyncView['state'] }) {
  const { word, tone } = STATES[state];
  return <span class={`bb-pill bb-tone-${tone}`}>{word}</span>;
}
