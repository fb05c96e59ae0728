import type { CompanyView } from '../../lib/domain/views.ts';
import { Age } from './age.tsx';
import type { PanelActions } from './panel-state.ts';

/** Sync now, and when the last and the next push are. */
export function SyncBar(props: { view: CompanyView; now: number; busy: boolean; actions: PanelActions }) {
  const { view, now, busy, actions } = props;
  const { lastSync, gate } = view;
  return (
    <footer class="sync">
      <p class="small">
        {lastSync ? (
          <>
            {lastSync.ok ? 'Last sync' : 'Last sync had problems'} <Age at={lastSync.at} now={now} />
            <span class="muted"> {lastSync.cause === 'person' ? 'by hand' : 'by an event'}</span>
          </>
        ) : (
          'Not synced from this browser yet'
        )}
      </p>
      <p class="small muted">
        {gate.open || !gate.opensAt ? (
          'Next push: at the next backup event'
        ) : (
          <>
            {fullStop(gate.sentence ?? 'Only updating every 12 hours')} Opens <Age at={gate.opensAt} now={now} />.
          </>
        )}
      </p>
      <div class="actions">
        <button
          type="button"
          class="button button-primary"
          disabled={busy || view.customers.length === 0}
          onClick={actions.syncNow}
        >
          Sync now
        </button>
        <button
          type="button"
          class="button"
          disabled={busy || view.customers.length === 0}
          onClick={actions.previewSync}
        >
          Preview…
        </button>
      </div>
    </footer>
  );
}

function fullStop(sentence: string): string {
  return sentence.replace(/\.?$/, '.');
}
