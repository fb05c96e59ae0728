import type { BulkSyncView } from '../../lib/domain/bulk-sync-view.ts';
import { Notice } from '../ui/notice.tsx';
import { FINISHED, firstSyncSentence } from './texts.ts';

/** The result of the first sync, and what is next. */
export function Finished({ sync }: { sync: BulkSyncView | null }) {
  return (
    <section class="bb-card bb-finished" aria-label={FINISHED.heading}>
      {sync?.finishedAt && (
        <Notice tone={sync.state === 'done' ? 'ok' : 'warning'}>
          <p>
            <strong>{firstSyncSentence(sync)}</strong>
          </p>
        </Notice>
      )}
      <h3>{FINISHED.heading}</h3>
      <ul>
        <li>{FINISHED.inConnectWise}</li>
        {FINISHED.next.map(({ before, link, place, after }) => (
          <li key={place}>
            {before}
            <a href={`/options.html#${place}`}>{link}</a>
            {after}
          </li>
        ))}
      </ul>
    </section>
  );
}
