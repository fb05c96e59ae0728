import type { CompanyView } from '../../lib/domain/company-view.ts';
import { hasSyncPart } from '../../lib/domain/consent.ts';
import { type IsoTime, readTime } from '../../lib/shared/time.ts';
import { stateWords } from '../connection/texts.ts';
import { modeSentence } from '../plan/texts/mode.ts';
import { Age } from '../ui/age.tsx';
import { Button } from '../ui/button.tsx';
import { formatMoment, formatSince } from '../ui/format.ts';
import type { PanelActions } from './panel-state.ts';
import * as SYNC from './texts/sync.ts';

/** Sync now, and when the last and the next sync are. */
export function SyncBar(props: { view: CompanyView; now: number; busy: boolean; actions: PanelActions }) {
  const { view, now, busy, actions } = props;
  const { lastSync, throttle } = view;
  const mode = modeSentence(view.sync);
  const needsPreview = view.sync?.needsPreview;
  const unavailable = view.customers.length === 0;
  // Buttons that would only refuse are not offered.
  const isViewer = view.sync?.mode === 'viewer';
  return (
    <footer class="sync">
      <p class="bb-small">
        {lastSync ? (
          <>
            {lastSync.ok ? SYNC.lastBefore : SYNC.lastBadBefore}
            <Age at={lastSync.at} now={now} />
            <span class="bb-muted"> {lastSync.cause === 'user' ? SYNC.byHand : SYNC.byEvent}</span>
          </>
        ) : (
          SYNC.never
        )}
      </p>
      {view.connections?.connectWise.state === 'ok' && (
        <p class="bb-hint">{stateWords(view.connections.connectWise, now)}</p>
      )}
      {mode && <p class="bb-small">{mode}</p>}
      {(!view.sync || hasSyncPart(view.sync.automatic)) && (
        <p class="bb-hint">
          <NextSync opensAt={throttle.opensAt} now={now} />
        </p>
      )}
      {!isViewer && (
        <div class="bb-actions">
          <Button
            kind="primary"
            disabled={busy}
            unavailable={unavailable}
            onClick={needsPreview ? actions.previewSync : actions.syncNow}
          >
            {needsPreview ? SYNC.startPreview : SYNC.start}
          </Button>
          {!needsPreview && (
            <Button disabled={busy} unavailable={unavailable} onClick={actions.previewSync}>
              {SYNC.preview}
            </Button>
          )}
        </div>
      )}
    </footer>
  );
}

/** Automatic syncs start at an event, and keep 12 hours between them (docs/reference/setup-guides.md#testing). */
function NextSync({ opensAt, now }: { opensAt: IsoTime | undefined; now: number }) {
  const opens = readTime(opensAt);
  if (opens === undefined || opens <= now) return <>{SYNC.nextAtEvent}</>;
  return (
    <>
      {SYNC.nextBefore}
      <span title={formatMoment(opens)}>{formatSince(opens, now)}</span>
    </>
  );
}
