import { useState } from 'preact/hooks';
import type { BulkSyncView } from '../../lib/domain/bulk-sync-view.ts';
import { send } from '../../lib/messages/send.ts';
import { isYoungerThan } from '../../lib/shared/age.ts';
import type { Failure } from '../../lib/shared/errors.ts';
import { DAY, readTime, SECOND } from '../../lib/shared/time.ts';
import { ConnectionNotices } from '../connection/connection-notices.tsx';
import { useConnections } from '../connection/use-connections.ts';
import { Button } from '../ui/button.tsx';
import { useRequest } from '../ui/use-request.ts';
import { BulkSyncProgress, BulkSyncResult } from './bulk-sync-report.tsx';
import { COMMON } from './texts/common.ts';
import { BULK_SYNC_STATES, COMPANIES } from './texts/companies.ts';

type Action = 'bulk-sync.start' | 'bulk-sync.pause' | 'bulk-sync.cancel';

/**
 * A bulk sync that goes on or waits, and for a day what came of it. Nothing begins here: a sync of all customers is a bulk action
 * with a preview, and one without is begun with the consent to it. All of its state comes from the worker: it goes on while this page is closed.
 */
export function BulkSyncCard({ visible }: { visible: boolean }) {
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
  const isOpen = view?.state === 'running' || view?.state === 'paused';
  const tone = isOpen && !failure && !bulkSync.failure ? 'warning' : 'error';
  const [wasOpen, setWasOpen] = useState(false);
  if (isOpen && !wasOpen) setWasOpen(true);
  if (!view || !(isOpen || wasOpen || isRecent(view))) return null;
  return (
    <section class="bb-card" aria-label={COMPANIES.syncAll}>
      <header class="bb-card-head">
        <h2>{COMPANIES.syncAll}</h2>
        <StatePill state={view.state} />
      </header>
      {isOpen ? <BulkSyncProgress bulkSync={view} /> : <BulkSyncResult bulkSync={view} />}
      <div class="bb-answer" aria-live="polite">
        <ConnectionNotices states={states} also={[view.failure, bulkSync.failure, failure]} tone={tone} />
        {view.state === 'paused' && view.failure && <p class="bb-hint">{COMPANIES.goesOn}</p>}
      </div>
      {isOpen && (
        <footer class="bb-card-foot">
          {button('bulk-sync.cancel', COMMON.cancel, 'quiet')}
          {view.state === 'running' && button('bulk-sync.pause', COMPANIES.pause)}
          {view.state === 'paused' && button('bulk-sync.start', COMPANIES.resume, 'primary')}
        </footer>
      )}
    </section>
  );
}

function isRecent({ finishedAt }: BulkSyncView): boolean {
  return finishedAt !== undefined && isYoungerThan(DAY, readTime(finishedAt) ?? 0, Date.now());
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
