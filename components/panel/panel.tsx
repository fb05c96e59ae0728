import type { HealthState } from '../../lib/domain/health.ts';
import { healthIcon } from '../ui/icon.tsx';
import { Overview } from './overview.tsx';
import type { PanelHost } from './panel-shell.tsx';
import type { PanelActions, PanelState } from './panel-state.ts';
import { isBusy, RecordPanel } from './record-panel.tsx';
import { SyncBar } from './sync-bar.tsx';
import * as COMPANY from './texts/company.ts';
import type { HrefOf } from './ticket-links.tsx';
import { worst } from './worst-health.ts';

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
      planning={COMPANY.planning}
      reading={state.loading && !view ? COMPANY.readingHealth : ''}
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
  if (view) return COMPANY.subtitle(health, view.findings.length);
  return loading ? COMPANY.reading : COMPANY.notRead;
}
