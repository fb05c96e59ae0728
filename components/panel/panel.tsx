import { useEffect, useRef } from 'preact/hooks';
import type { HealthState } from '../../lib/domain/health.ts';
import { resultTitle } from '../plan/run-words.ts';
import { count } from '../ui/format.ts';
import { Action } from './action.tsx';
import { FindingList, FixAllManagedIds } from './finding-list.tsx';
import { CustomerHealth } from './health-list.tsx';
import { healthIcon, Icon } from './icon.tsx';
import type { PanelActions, PanelState } from './panel-state.ts';
import { PlanPreview } from './preview.tsx';
import { ProblemNote } from './problem-note.tsx';
import { RunReportView } from './run-report.tsx';
import { SyncBar } from './sync-bar.tsx';
import { HEALTH_WORDS } from './words.ts';

interface PanelProps {
  state: PanelState;
  actions: PanelActions;
}

interface OpenPanelProps extends PanelProps {
  health: HealthState;
  /** Health and findings together, for the icon. */
  alarm: HealthState;
}

/** The docked panel of one company; collapsed it is a slim tab at the right edge. */
export function Panel({ state, actions }: PanelProps) {
  const health = worstHealth(state);
  const problems = state.view?.findings.length ?? 0;
  const alarm = state.view?.findings.some((finding) => finding.severity === 'error') ? 'error' : health;
  const tab = useRef<HTMLButtonElement>(null);
  const wasOpen = useRef(state.open);
  useEffect(() => {
    // Closing takes the focused button away; the tab is where the person goes on.
    if (wasOpen.current && !state.open) tab.current?.focus();
    wasOpen.current = state.open;
  }, [state.open]);

  return (
    <aside class={`panel ${state.open ? 'panel-open' : 'panel-closed'}`} aria-label="Backup Bridge">
      <p class="hidden-text" role="status">
        {announcement(state)}
      </p>
      {state.open ? (
        <OpenPanel state={state} actions={actions} health={health} alarm={alarm} />
      ) : (
        <button type="button" class="tab" ref={tab} aria-expanded="false" onClick={() => actions.toggle(true)}>
          <Icon name={healthIcon(alarm)} />
          {/* The name is made of what is seen and what is only read out: speaking the visible words presses it. */}
          <span class="hidden-text">Open Backup Bridge. </span>
          <span class="tab-text">Backup</span>
          <span class="hidden-text">: {HEALTH_WORDS[health]}. </span>
          {problems > 0 && <span class="badge">{problems}</span>}
          <span class="hidden-text"> {problems === 1 ? 'finding' : problems > 1 ? 'findings' : 'No findings'}</span>
        </button>
      )}
    </aside>
  );
}

function OpenPanel({ state, actions, health, alarm }: OpenPanelProps) {
  const { view, preview } = state;
  const busy = state.waitingFor !== null || state.run?.run.state === 'running';
  const body = useRef<HTMLDivElement>(null);
  const hasPreview = preview !== null;
  useEffect(() => {
    // Escape works from anywhere inside, so it is listened to on the container, which is no control itself.
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      if (hasPreview) actions.cancelPreview();
      else actions.toggle(false);
    };
    const element = body.current;
    element?.addEventListener('keydown', onKeyDown);
    return () => element?.removeEventListener('keydown', onKeyDown);
  }, [actions, hasPreview]);
  const heading = useRef<HTMLHeadingElement>(null);
  const scroll = useRef<HTMLDivElement>(null);
  const hadPreview = useRef(hasPreview);
  useEffect(() => {
    // What just came (a plan, a run) stands at the top; a closed preview took the focused button with it.
    if (scroll.current) scroll.current.scrollTop = 0;
    if (hadPreview.current && !hasPreview) heading.current?.focus();
    hadPreview.current = hasPreview;
  }, [hasPreview, state.run?.run.id, state.run?.run.state]);
  return (
    <div class="panel-body" ref={body}>
      <header class="panel-head">
        <Icon name={healthIcon(alarm)} />
        <div class="grow">
          <h2 tabIndex={-1} ref={heading}>
            {state.companyName}
          </h2>
          <p class="muted small">
            {view ? `Backup: ${HEALTH_WORDS[health]} · ${count(view.findings.length, 'finding')}` : 'Reading…'}
          </p>
        </div>
        <Action
          class="icon-button"
          label="Read again"
          title="Read again"
          busy={state.loading}
          onClick={actions.refresh}
        >
          ↻
        </Action>
        <button
          type="button"
          class="icon-button"
          aria-expanded="true"
          aria-label="Collapse Backup Bridge"
          title="Collapse (Esc)"
          onClick={() => actions.toggle(false)}
        >
          ›
        </button>
      </header>
      <div class="panel-scroll" aria-busy={state.loading}>
        {state.problem && <ProblemNote problem={state.problem} onRetry={actions.refresh} />}
        {preview ? (
          <PlanPreview
            key={preview.plan.id}
            preview={preview}
            now={state.now}
            busy={state.waitingFor === 'start'}
            onApply={actions.apply}
            onCancel={actions.cancelPreview}
          />
        ) : (
          <Overview state={state} actions={actions} busy={busy} />
        )}
      </div>
      {view && !preview && <SyncBar view={view} now={state.now} busy={busy} actions={actions} />}
    </div>
  );
}

function Overview({ state, actions, busy }: PanelProps & { busy: boolean }) {
  const { view, run, now } = state;
  return (
    <>
      {run && (
        <RunReportView
          report={run}
          screenIsOld={state.screenIsOld}
          now={now}
          busy={busy}
          onCancel={actions.cancelRun}
          onUndo={actions.previewUndo}
          onClose={actions.closeRun}
        />
      )}
      {!view && state.loading && <Skeleton />}
      {view?.portalProblem && <ProblemNote problem={view.portalProblem} />}
      {view && view.findings.length > 0 && (
        <section aria-label="Findings">
          <h3>{count(view.findings.length, 'finding')}</h3>
          <FixAllManagedIds findings={view.findings} busy={busy} onFix={actions.previewFix} />
          <FindingList findings={view.findings} busy={busy} onFix={actions.previewFix} />
        </section>
      )}
      {view?.customers.map((entry) => (
        <CustomerHealth key={entry.efsId} entry={entry} now={now} />
      ))}
      {view && view.customers.length === 0 && (
        <div class="empty">
          <p class="strong">No EFS id yet</p>
          <p class="muted">
            This company has no managed-id entry, so nothing links it to the backup portal. Entries are made in System ›
            Setup Tables › Managed Devices Integration › Companies.
          </p>
        </div>
      )}
    </>
  );
}

function Skeleton() {
  return (
    <div class="skeleton" aria-hidden="true">
      <span />
      <span />
      <span />
      <span />
    </div>
  );
}

const RANK: HealthState[] = ['error', 'never', 'warning', 'unknown', 'ok', 'parked'];

/** A failed portal or no answer yet is unknown, never ok. */
function worstHealth({ view }: PanelState): HealthState {
  const states = view?.customers.map((entry) => entry.health.state) ?? [];
  return RANK.find((state) => states.includes(state)) ?? 'unknown';
}

/** What a screen reader hears when something happened that was not where the focus is. */
function announcement({ run, waitingFor, loading, view }: PanelState): string {
  if (waitingFor === 'plan') return 'Comparing the portal with ConnectWise';
  if (run?.run.state === 'running') return run.run.progress.step;
  if (run) return [`${resultTitle(run.run)}.`, ...run.run.outcomes].join(' ');
  return loading && !view ? 'Reading backup health' : '';
}
