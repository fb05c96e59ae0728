import type { HealthState } from '../../lib/domain/health.ts';
import { count } from '../ui/format.ts';
import { healthIcon } from '../ui/icon.tsx';
import { Overview } from './overview.tsx';
import type { PanelHost } from './panel-shell.tsx';
import type { PanelActions, PanelState } from './panel-state.ts';
import { isBusy, RecordPanel } from './record-panel.tsx';
import { SyncBar } from './sync-bar.tsx';
import type { HrefOf } from './ticket-links.tsx';
import { HEALTH_WORDS, worst } from './words.ts';

interface PanelProps {
  state: PanelState;
  actions: PanelActions;
  host: PanelHost;
  hrefOf: HrefOf;
}

/** The docked panel of one company: health, findings, Sync now. */
export function Panel({ state, actions, host, hrefOf }: PanelProps) {
  const { view, preview, now } = state;
  const busy = isBusy(state);
  const health = worstHealth(state);
  const alarm = view?.findings.some((finding) => finding.severity === 'error') ? 'error' : health;
  return (
    <RecordPanel
      state={state}
      actions={actions}
      host={host}
      title={state.companyName}
      subtitle={subtitle(state, health)}
      icon={healthIcon(alarm)}
      portalFailure={view?.portalFailure}
      planning="Comparing the portal with ConnectWise"
      reading={state.loading && !view ? 'Reading backup health' : ''}
      footer={view && !preview && <SyncBar view={view} now={now} busy={busy} actions={actions} />}
    >
      {(isReported) => <Overview state={state} actions={actions} busy={busy} isReported={isReported} hrefOf={hrefOf} />}
    </RecordPanel>
  );
}

/** A failed portal or no answer yet is unknown, never ok. */
function worstHealth({ view }: PanelState): HealthState {
  return worst(view?.customers.map((entry) => entry.health.state) ?? []);
}

function subtitle({ view, loading }: PanelState, health: HealthState): string {
  if (view) return `Backup: ${HEALTH_WORDS[health]} · ${count(view.findings.length, 'finding')}`;
  return loading ? 'Reading…' : 'Could not be read';
}
