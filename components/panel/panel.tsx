import type { HealthState } from '../../lib/domain/health.ts';
import { healthIcon } from '../ui/icon.tsx';
import { Overview } from './overview.tsx';
import type { DockProps } from './panel-frame.tsx';
import type { PanelActions, PanelState } from './panel-state.ts';
import { isBusy, RecordPanel } from './record-panel.tsx';
import { SyncBar } from './sync-bar.tsx';
import * as COMPANY from './texts/company.ts';
import { HEALTH_WORDS } from './texts/health.ts';
import type { HrefOf } from './ticket-links.tsx';
import { worst } from './worst-health.ts';

interface PanelProps {
  state: PanelState;
  actions: PanelActions;
  dock: DockProps;
  hrefOf: HrefOf;
}

/** The docked panel of one company: health, findings, Sync now. */
export function Panel({ state, actions, dock, hrefOf }: PanelProps) {
  const { view, preview, now } = state;
  const busy = isBusy(state);
  const health = worstHealth(state);
  const alarm = view?.findings.some((finding) => finding.severity === 'error') ? 'error' : health;
  return (
    <RecordPanel
      state={state}
      actions={actions}
      dock={dock}
      title={state.companyName}
      subtitle={subtitle(state, health)}
      icon={healthIcon(alarm)}
      iconWords={HEALTH_WORDS[health]}
      portalFailure={view?.portalFailure}
      findings={view?.findings.length ?? 0}
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
