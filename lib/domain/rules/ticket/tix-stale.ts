import { momentValue } from '../../../shared/text-values.ts';
import type { Ticket } from '../../connectwise-records.ts';
import type { Finding, Fix } from '../../finding.ts';
import type { Incident } from '../../tickets/incident.ts';
import { planTicket } from '../../tickets/plan-ticket.ts';
import { primaryTicket } from '../../tickets/primary-ticket.ts';
import { closedBefore, ticketCase } from '../../tickets/ticket-case.ts';
import { report } from '../report.ts';
import { followedTicket, snapshotOf, type TicketSubject, ticketPlace } from './ticket-subject.ts';

/**
 * TIX-STALE: the ticket is open although the incident is resolved, or was closed although it continues. Silent where another browser reported a
 * newer event (then it is this one that is behind), and about a ticket of others that ours was merged into.
 */
export function tixStale(subject: TicketSubject): Finding[] {
  const { incident, settings, now } = subject;
  const ticket = followedTicket(subject);
  if (!incident || !ticket || incident.lasts !== ticket.closedFlag) return [];
  const snapshot = snapshotOf(subject);
  const one = snapshot && ticketCase(incident, snapshot, settings, now);
  if (one?.reportState === 'outdated') return [];
  // A closing from before the problem began says nothing about this time.
  if (incident.lasts && closedBefore({ incident, ours: one?.ours ?? [] }, ticket)) return [];
  if (primaryTicket(subject.tickets)?.externalXRef !== ticket.externalXRef) return [];
  const what = incident.lasts
    ? `is closed${ticket.closedBy ? ` (by ${ticket.closedBy})` : ''}, but the incident has continued since ${momentValue(incident.since)}`
    : `is open, but the incident was resolved${incident.endedAt ? ` at ${momentValue(incident.endedAt)}` : ''}`;
  return [
    report('TIX-STALE', {
      where: ticketPlace(subject, ticket, 'status'),
      message: `Ticket #${ticket.id} ${what}.`,
      seen: ticket.status.name,
      expected: incident.lasts ? 'open' : 'closed',
      fix: fixOf(subject, incident, ticket),
    }),
  ];
}

/** A user who asks for it waits for no quiet time. */
function fixOf(subject: TicketSubject, incident: Incident, ticket: Ticket): Fix | undefined {
  const snapshot = snapshotOf(subject);
  if (!snapshot) return undefined;
  const { settings, now } = subject;
  const tickets = { ...settings.tickets, whenClosedByUser: 'reopen' as const, quietHours: 0 };
  const { changes } = planTicket(incident, snapshot, { ...settings, tickets }, now);
  const label = `${incident.lasts ? 'Re-open' : 'Close'} ticket #${ticket.id}`;
  return changes.length > 0 ? { label, changes } : undefined;
}
