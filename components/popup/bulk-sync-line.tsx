import { send } from '../../lib/messages/send.ts';
import { bulkSyncProgress, bulkSyncRemaining } from '../options/texts/bulk-sync.ts';
import { Progress } from '../ui/progress.tsx';
import { useRequest } from '../ui/use-request.ts';
import { BULK_SYNC_LINE } from './texts.ts';

const REFRESH = 2000;

/** A bulk sync that is not over yet, in one line; nothing otherwise. */
export function BulkSyncLine() {
  const { value: bulkSync } = useRequest(() => send('bulk-sync.view', {}), { every: REFRESH });
  if (!bulkSync || (bulkSync.state !== 'running' && bulkSync.state !== 'paused')) return null;
  const { total, done } = bulkSync;
  const progress = bulkSyncProgress(bulkSync);
  const rest = bulkSync.state === 'paused' ? BULK_SYNC_LINE.paused : bulkSyncRemaining(bulkSync);
  return (
    <section class="bb-bulk-sync-line" aria-label={BULK_SYNC_LINE.label}>
      <p>
        {total > 0 ? BULK_SYNC_LINE.synced(progress) : progress}
        {rest && <span class="bb-hint">{BULK_SYNC_LINE.rest(rest)}</span>}
      </p>
      <a href="/options.html#companies" target="_blank" rel="noreferrer">
        {BULK_SYNC_LINE.show}
      </a>
      <Progress label={progress} done={done} total={total} />
    </section>
  );
}
