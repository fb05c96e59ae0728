import type { HealthState } from '../../lib/domain/health.ts';
import type { TicketSubjectView, TicketView } from '../../lib/domain/ticket-view.ts';
import { KIND_WORDS } from '../../lib/domain/tickets/kind-words.ts';
import { readTime } from '../../lib/shared/time.ts';
import { formatSince } from '../ui/format.ts';
import { healthIcon, type IconName } from '../ui/icon.tsx';
import { FindingList } from './finding-list.tsx';
import type { PanelHost } from './panel-shell.tsx';
import { isBusy, RecordPanel } from './record-panel.tsx';
import { RunReportView } from './run-report.tsx';
import * as FINDINGS from './texts/findings.ts';
import * as TICKET from './texts/ticket.ts';
import { OtherTickets, WhereItGoesOn } from './ticket-links.tsx';
import type { TicketActions, TicketState } from './ticket-state.ts';
import { TicketHealth, TicketSubjectSection } from './ticket-subject.tsx';
import { UnreadableNote } from './unreadable-note.tsx';

export interface TicketCardProps {
  state: TicketState;
  actions: TicketActions;
  host: PanelHost;
  /** Address of a ticket in this ConnectWise. */
  hrefOf: (ticketId: number) => string;
}

/** What a backup ticket is about, and how that is now. Nothing at all for a ticket of something else. */
export function TicketCard({ state, actions, host, hrefOf }: TicketCardProps) {
  const { view, run, now } = state;
  if (!view?.about) return null;
  const { about } = view;
  const busy = isBusy(state);
  const failures = view.findings.length;
  return (
    <RecordPanel
      state={state}
      actions={actions}
      host={host}
      title={about.account?.account.userName ?? about.customerName ?? about.companyName}
      subtitle={TICKET.subtitle(view.ticket.id, lastsWords(about, now))}
      icon={iconOf(about, failures)}
      portalFailure={view.portalFailure}
      planning={TICKET.planning}
      reading={state.loading ? TICKET.reading : ''}
    >
      {(isReported) => (
        <>
          {run && (
            <RunReportView
              report={run}
              screenIsOld={run.entries.some(
                ({ state: outcome, change }) => outcome === 'applied' && change.resource === 'ticket',
              )}
              now={now}
              busy={busy}
              isReported={isReported}
              onCancel={actions.cancelRun}
              onUndo={actions.previewUndo}
              onClose={actions.closeRun}
            />
          )}
          <Card view={view} about={about} busy={busy} now={now} actions={actions} hrefOf={hrefOf} />
        </>
      )}
    </RecordPanel>
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
      <TicketSubjectSection about={about} kind={KIND_WORDS[about.kind]} lasts={lastsWords(about, now)} now={now} />
      <UnreadableNote rows={view.unreadable} />
      <TicketHealth about={about} now={now} />
      {view.findings.length > 0 && (
        <section aria-label={FINDINGS.label}>
          <h3>{FINDINGS.counted(view.findings.length)}</h3>
          <FindingList findings={view.findings} busy={busy} onFix={actions.previewFix} />
        </section>
      )}
      <OtherTickets view={view} now={now} hrefOf={hrefOf} />
    </>
  );
}

/** `Still failing since 2:42 PM`, `Resolved at 2:43 PM`. @param now milliseconds since the epoch */
function lastsWords({ lasts, since, endedAt }: TicketSubjectView, now: number): string {
  if (lasts === null) return TICKET.noEvents;
  const at = readTime(lasts ? since : endedAt);
  const when = at === undefined ? '' : formatSince(at, now);
  return lasts ? TICKET.failing(when) : TICKET.resolved(when);
}

function healthNow({ account, health }: TicketSubjectView): HealthState {
  return (account?.health ?? health).state;
}

function iconOf(about: TicketSubjectView, failures: number): IconName {
  if (about.lasts) return about.lastEvent?.severity === 'warning' ? 'warning' : 'error';
  return failures > 0 ? 'warning' : healthIcon(healthNow(about));
}
