import { useState } from 'preact/hooks';
import type { BulkSyncView } from '../../lib/domain/bulk-sync-view.ts';
import { send } from '../../lib/messages/send.ts';
import type { Failure } from '../../lib/shared/errors.ts';
import { SECOND } from '../../lib/shared/time.ts';
import { ConnectionNotices } from '../connection/connection-notices.tsx';
import { useConnections } from '../connection/use-connections.ts';
import { modeSentence, partList } from '../plan/texts/mode.ts';
import { Button } from '../ui/button.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { useRequest } from '../ui/use-request.ts';
import { BulkSyncProgress, BulkSyncResult } from './bulk-sync-report.tsx';
import { COMMON } from './texts/common.ts';
import { BULK_SYNC_STATES, COMPANIES } from './texts/companies.ts';

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
  const isViewer = mode.value?.mode === 'viewer';
  const isOpen = view?.state === 'running' || view?.state === 'paused';
  const tone = isOpen && !failure && !bulkSync.failure ? 'warning' : 'error';
  return (
    <>
      <h1>{COMPANIES.heading}</h1>
      <p class="bb-lead">{COMPANIES.lead}</p>
      <section class="bb-card" aria-label={COMPANIES.syncAll}>
        <header class="bb-card-head">
          <h2>{COMPANIES.syncAll}</h2>
          {view && <StatePill state={view.state} />}
        </header>
        <p class="bb-measure">{COMPANIES.about}</p>
        {bulkSync.state === 'loading' && bulkSync.value === undefined && <Skeleton />}
        {view && (isOpen ? <BulkSyncProgress bulkSync={view} /> : <BulkSyncResult bulkSync={view} />)}
        <div class="bb-answer" aria-live="polite">
          <ConnectionNotices states={states} also={[view?.failure, bulkSync.failure, failure]} tone={tone} />
          {view?.state === 'paused' && view.failure && <p class="bb-hint">{COMPANIES.goesOn}</p>}
        </div>
        {isViewer && <p class="bb-hint bb-section">{modeSentence(mode.value)}</p>}
        {isReview && (
          <p class="bb-hint bb-section">
            {COMPANIES.reviewBefore}
            <a href="#connections">{COMPANIES.reviewLink}</a>
            {COMPANIES.reviewAfter}
          </p>
        )}
        {mode.value?.mode === 'partial' && (
          <p class="bb-hint bb-section">{COMPANIES.partial(partList(mode.value.automatic))}</p>
        )}
        <footer class="bb-card-foot">
          {isOpen && button('bulk-sync.cancel', COMMON.cancel, 'quiet')}
          {view?.state === 'running' && button('bulk-sync.pause', COMPANIES.pause)}
          {view?.state === 'paused' && button('bulk-sync.start', COMPANIES.resume, 'primary')}
          {!isOpen &&
            bulkSync.value !== undefined &&
            !isReview &&
            !isViewer &&
            button('bulk-sync.start', COMPANIES.syncAll, 'primary')}
        </footer>
      </section>
    </>
  );
}

const TONES: Record<BulkSyncView['state'], string> = {
  running: 'ok',
  paused: 'warning',
  done: 'ok',
  cancelled: 'quiet',
  failed: 'error',
};

function StatePill({ state }: { state: BulkSyncView['state'] }) {
  return <span class={`bb-pill bb-tone-${TONES[state]}`}>{BULK_SYNC_STATES[state]}</span>;
}
