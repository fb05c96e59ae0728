import type { HealthState } from '../../lib/domain/health.ts';
import type { TicketSubjectView, TicketView } from '../../lib/domain/ticket-view.ts';
import { KIND_WORDS } from '../../lib/domain/tickets/kind-words.ts';
import { readTime } from '../../lib/shared/time.ts';
import { resultTitle, runSentences } from '../plan/run-words.ts';
import { Button } from '../ui/button.tsx';
import { count, formatSince } from '../ui/format.ts';
import { formatText } from '../ui/format-text.ts';
import { healthIcon, type IconName } from '../ui/icon.tsx';
import { ConnectionNotes, isNoted } from './connection-notes.tsx';
import { FindingList } from './finding-list.tsx';
import { type DockProps, PanelFrame } from './panel-frame.tsx';
import { PlanPreview } from './preview.tsx';
import { RunReportView } from './run-report.tsx';
import { TicketHealth, TicketSubject } from './ticket-facts.tsx';
import { OtherTickets, WhereItGoesOn } from './ticket-links.tsx';
import type { TicketActions, TicketState } from './ticket-state.ts';
import { UnreadableNote } from './unreadable-note.tsx';
import { HEALTH_WORDS } from './words.ts';

export interface TicketCardProps {
  state: TicketState;
  actions: TicketActions;
  dock: DockProps;
  /** Address of a ticket in this ConnectWise. */
  hrefOf: (ticketId: number) => string;
}

/** What a backup ticket is about, and how that is now. Nothing at all for a ticket of something else. */
export function TicketCard({ state, actions, dock, hrefOf }: TicketCardProps) {
  const { view, preview, run, now } = state;
  if (!view?.about) return null;
  const { about } = view;
  const busy = state.waitingFor !== null || run?.run.state === 'running';
  const noted = {
    states: preview ? undefined : state.connections,
    portalFailure: preview ? undefined : view.portalFailure,
    failure: state.failure,
  };
  const health = healthNow(about);
  const failures = view.findings.length;
  return (
    <PanelFrame
      {...dock}
      label="Backup Bridge"
      title={about.account?.account.userName ?? about.customerName ?? about.companyName}
      subtitle={`Ticket #${view.ticket.id} · ${lastsWords(about, now)}`}
      icon={iconOf(about, failures)}
      iconWords={`${lastsWords(about, now)}, backup now: ${HEALTH_WORDS[health]}`}
      badge={failures}
      badgeWords={failures === 0 ? 'No findings' : failures === 1 ? 'finding' : 'findings'}
      tabText="Backup"
      announcement={announcement(state)}
      busy={state.loading}
      scrollKey={`${preview?.plan.id} ${run?.run.id} ${run?.run.state}`}
      onEscape={() => {
        if (preview) actions.cancelPreview();
        return preview !== null;
      }}
      actions={
        <Button kind="icon" label="Refresh" title="Refresh" disabled={state.loading} onClick={actions.refresh}>
          ↻
        </Button>
      }
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
        <>
          {run && (
            <RunReportView
              report={run}
              screenIsOld={run.entries.some(
                ({ state: outcome, change }) => outcome === 'applied' && change.resource === 'ticket',
              )}
              now={now}
              busy={busy}
              isReported={(failure) => isNoted(noted, failure)}
              onCancel={actions.cancelRun}
              onUndo={actions.previewUndo}
              onClose={actions.closeRun}
            />
          )}
          <Card view={view} about={about} busy={busy} now={now} actions={actions} hrefOf={hrefOf} />
        </>
      )}
    </PanelFrame>
  );
}

interface CardProps extends Pick<TicketCardProps, 'actions' | 'hrefOf'> {
  view: TicketView;
  about: TicketSubjectView;
  busy: boolean;
  now: number;
}

function Card({ view, about, busy, now, actions, hrefOf }: CardProps) {
  return (
    <>
      <WhereItGoesOn view={view} hrefOf={hrefOf} />
      <TicketSubject about={about} kind={KIND_WORDS[about.kind]} lasts={lastsWords(about, now)} now={now} />
      <UnreadableNote rows={view.unreadable} />
      <TicketHealth about={about} now={now} />
      {view.findings.length > 0 && (
        <section aria-label="Findings">
          <h3>{count(view.findings.length, 'finding')}</h3>
          <FindingList findings={view.findings} busy={busy} onFix={actions.previewFix} />
        </section>
      )}
      <OtherTickets view={view} now={now} hrefOf={hrefOf} />
    </>
  );
}

/** `Still failing since 2:42 PM`, `Resolved at 2:43 PM`. @param now milliseconds since the epoch */
function lastsWords({ lasts, since, endedAt }: TicketSubjectView, now: number): string {
  if (lasts === null) return 'No events seen here';
  const at = readTime(lasts ? since : endedAt);
  const when = at === undefined ? '' : formatSince(at, now);
  if (lasts) return when ? `Still failing since ${when}` : 'Still failing';
  return when ? `Resolved at ${when}` : 'Resolved';
}

function healthNow({ account, health }: TicketSubjectView): HealthState {
  return (account?.health ?? health).state;
}

function iconOf(about: TicketSubjectView, failures: number): IconName {
  if (about.lasts) return about.lastEvent?.severity === 'warning' ? 'warning' : 'error';
  return failures > 0 ? 'warning' : healthIcon(healthNow(about));
}

/** What a screen reader hears when something happened that was not where the focus is. */
function announcement({ run, waitingFor, loading }: TicketState): string {
  if (waitingFor === 'plan') return 'Preparing the changes';
  if (run?.run.state === 'running') return run.run.progress.step;
  if (run) return formatText([`${resultTitle(run.run)}.`, ...runSentences(run.run)].join(' '));
  return loading ? 'Reading the ticket' : '';
}
