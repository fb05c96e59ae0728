import type { BulkSyncView } from '../../lib/domain/bulk-sync-view.ts';
import { quantitiesSentence } from '../../lib/domain/money-sentence.ts';
import { Age } from '../ui/age.tsx';
import { formatNumber } from '../ui/format.ts';
import { Notice } from '../ui/notice.tsx';
import { Progress } from '../ui/progress.tsx';
import { bulkSyncCounts, bulkSyncProgress, bulkSyncRemaining, bulkSyncResult } from './texts/bulk-sync.ts';
import { BULK_SYNC } from './texts/companies.ts';

/** A bulk sync under way, or one that waits to go on. */
export function BulkSyncProgress({ bulkSync }: { bulkSync: BulkSyncView }) {
  const { total, done, current, state, startedAt } = bulkSync;
  const progress = bulkSyncProgress(bulkSync);
  const remaining = state === 'running' ? bulkSyncRemaining(bulkSync) : undefined;
  return (
    <div class="bb-bulk-sync">
      <p class="bb-progress-text">
        <strong>{progress}</strong>
        <span class="bb-hint">{[remaining, state === 'paused' && BULK_SYNC.paused].filter(Boolean).join(' ')}</span>
      </p>
      <Progress label={progress} done={done} total={total} />
      <p class="bb-hint">
        {current && state === 'running' ? `${current} · ` : ''}
        {BULK_SYNC.begunBefore}
        <Age at={startedAt} />
        {bulkSync.quantities && ` · ${quantitiesSentence(bulkSync.quantities)}`}
      </p>
      <Counts bulkSync={bulkSync} />
    </div>
  );
}

/** What came of the last bulk sync. */
export function BulkSyncResult({ bulkSync }: { bulkSync: BulkSyncView }) {
  const tone =
    bulkSync.state === 'failed' || bulkSync.needsUser > 0 ? 'warning' : bulkSync.state === 'done' ? 'ok' : 'info';
  return (
    <div class="bb-bulk-sync">
      <Notice tone={tone}>
        {bulkSync.quantities && (
          <p>
            <strong>{quantitiesSentence(bulkSync.quantities)}.</strong>
          </p>
        )}
        <p>
          <strong>{bulkSyncResult(bulkSync)}</strong>{' '}
          {bulkSync.finishedAt && (
            <span class="bb-hint">
              <Age at={bulkSync.finishedAt} />
            </span>
          )}
        </p>
        {bulkSync.needsUser > 0 && (
          <p>
            {BULK_SYNC.needsUserBefore(bulkSync.needsUser)}
            <a href="#journal">{BULK_SYNC.needsUserLink}</a>
            {BULK_SYNC.needsUserAfter}
          </p>
        )}
        {bulkSync.notLinked > 0 && <p>{BULK_SYNC.notLinked(bulkSync.notLinked)}</p>}
      </Notice>
      <Counts bulkSync={bulkSync} />
    </div>
  );
}

function Counts({ bulkSync }: { bulkSync: BulkSyncView }) {
  return (
    <dl class="bb-counts">
      {bulkSyncCounts(bulkSync).map(([words, number]) => (
        <div key={words}>
          <dt>{words}</dt>
          <dd>{formatNumber(number)}</dd>
        </div>
      ))}
    </dl>
  );
}
