import type { HealthState } from '../../lib/domain/health.ts';
import { resultTitle, runSentences } from '../plan/run-words.ts';
import { Button } from '../ui/button.tsx';
import { count } from '../ui/format.ts';
import { formatText } from '../ui/format-text.ts';
import { healthIcon } from '../ui/icon.tsx';
import { ConnectionNotes, isNoted } from './connection-notes.tsx';
import { Overview } from './overview.tsx';
import { type DockProps, PanelFrame } from './panel-frame.tsx';
import type { PanelActions, PanelState } from './panel-state.ts';
import { PlanPreview } from './preview.tsx';
import { SyncBar } from './sync-bar.tsx';
import type { HrefOf } from './ticket-links.tsx';
import { HEALTH_WORDS, worst } from './words.ts';

interface PanelProps {
  state: PanelState;
  actions: PanelActions;
  dock: DockProps;
  hrefOf: HrefOf;
}

/** The docked panel of one company: health, findings, Sync now. */
export function Panel({ state, actions, dock, hrefOf }: PanelProps) {
  const { view, preview, now } = state;
  const busy = state.waitingFor !== null || state.run?.run.state === 'running';
  // A preview is what the user looks at: beside it only what keeps it from being applied.
  const noted = {
    states: preview ? undefined : state.connections,
    portalFailure: preview ? undefined : view?.portalFailure,
    failure: state.failure,
  };
  const health = worstHealth(state);
  const failures = view?.findings.length ?? 0;
  const alarm = view?.findings.some((finding) => finding.severity === 'error') ? 'error' : health;
  return (
    <PanelFrame
      {...dock}
      label="Backup Bridge"
      title={state.companyName}
      subtitle={subtitle(state, health)}
      icon={healthIcon(alarm)}
      iconWords={HEALTH_WORDS[health]}
      badge={failures}
      badgeWords={failures === 0 ? 'No findings' : failures === 1 ? 'finding' : 'findings'}
      tabText="Backup"
      announcement={announcement(state)}
      busy={state.loading}
      scrollKey={`${preview?.plan.id} ${state.run?.run.id} ${state.run?.run.state}`}
      onEscape={() => {
        if (preview) actions.cancelPreview();
        return preview !== null;
      }}
      actions={
        <Button kind="icon" label="Refresh" title="Refresh" disabled={state.loading} onClick={actions.refresh}>
          ↻
        </Button>
      }
      footer={view && !preview && <SyncBar view={view} now={now} busy={busy} actions={actions} />}
    >
      <ConnectionNotes {...noted} now={now} onRetry={actions.refresh} />
      {preview ? (
        <PlanPreview
          key={preview.plan.id}
          preview={preview}
          now={now}
          busy={state.waitingFor === 'start'}
          onApply={actions.apply}
          onCancel={actions.cancelPreview}
        />
      ) : (
        <Overview
          state={state}
          actions={actions}
          busy={busy}
          isReported={(failure) => isNoted(noted, failure)}
          hrefOf={hrefOf}
        />
      )}
    </PanelFrame>
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

/** What a screen reader hears when something happened that was not where the focus is. */
function announcement({ run, waitingFor, loading, view }: PanelState): string {
  if (waitingFor === 'plan') return 'Comparing the portal with ConnectWise';
  if (run?.run.state === 'running') return run.run.progress.step;
  if (run) return formatText([`${resultTitle(run.run)}.`, ...runSentences(run.run)].join(' '));
  return loading && !view ? 'Reading backup health' : '';
}
