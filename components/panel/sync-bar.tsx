import { hasSyncPart } from '../../lib/domain/automatic.ts';
import type { CompanyView } from '../../lib/domain/company-view.ts';
import { type IsoTime, readTime } from '../../lib/shared/time.ts';
import { modeSentence } from '../plan/mode-words.ts';
import { Age } from '../ui/age.tsx';
import { formatMoment, formatSince } from '../ui/format.ts';
import { Action } from './action.tsx';
import type { PanelActions } from './panel-state.ts';

/** Sync now, and when the last and the next sync are. */
export function SyncBar(props: { view: CompanyView; now: number; busy: boolean; actions: PanelActions }) {
  const { view, now, busy, actions } = props;
  const { lastSync, throttle } = view;
  const mode = modeSentence(view.sync);
  const needsPreview = view.sync?.needsPreview;
  const disabled = view.customers.length === 0;
  return (
    <footer class="sync">
      <p class="small">
        {lastSync ? (
          <>
            {lastSync.ok ? 'Last sync' : 'Last sync had problems'} <Age at={lastSync.at} now={now} />
            <span class="muted"> {lastSync.cause === 'user' ? 'by hand' : 'by an event'}</span>
          </>
        ) : (
          'Not synced from this browser yet'
        )}
      </p>
      {mode && <p class="small">{mode}</p>}
      {(!view.sync || hasSyncPart(view.sync.automatic)) && (
        <p class="small muted">
          <NextSync opensAt={throttle.opensAt} now={now} />
        </p>
      )}
      <div class="actions">
        <Action
          kind="primary"
          busy={busy}
          disabled={disabled}
          onClick={needsPreview ? actions.previewSync : actions.syncNow}
        >
          {needsPreview ? 'Sync now…' : 'Sync now'}
        </Action>
        {!needsPreview && (
          <Action busy={busy} disabled={disabled} onClick={actions.previewSync}>
            Preview…
          </Action>
        )}
      </div>
    </footer>
  );
}

/** Automatic syncs start at an event, and keep 12 hours between them (docs/reference/setup-guides.md#testing). */
function NextSync({ opensAt, now }: { opensAt: IsoTime | undefined; now: number }) {
  const opens = readTime(opensAt);
  if (opens === undefined || opens <= now) return <>Next automatic sync: at the next backup event</>;
  return (
    <>
      Next automatic sync after <span title={formatMoment(opens)}>{formatSince(opens, now)}</span>
    </>
  );
}
