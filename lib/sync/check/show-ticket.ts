import { withCause } from '../../domain/cause-of-failure.ts';
import type { Ticket } from '../../domain/connectwise-records.ts';
import type { Finding } from '../../domain/finding.ts';
import { accountHealth, customerHealth, type Health, type HealthRules } from '../../domain/health.ts';
import { followedTicket } from '../../domain/rules/ticket/ticket-subject.ts';
import type { TicketSummary } from '../../domain/ticket-summary.ts';
import type { TicketSubjectView, TicketView } from '../../domain/ticket-view.ts';
import type { Incident } from '../../domain/tickets/incident.ts';
import { xrefOf } from '../../domain/tickets/xref.ts';
import type { Failure } from '../../shared/errors.ts';
import { readTime } from '../../shared/time.ts';
import type { EngineDeps } from '../engine-api.ts';
import { efsIdOf } from '../plan/plan-input.ts';
import type { PortalSide } from '../read/facts.ts';
import { ticketFindings } from '../tickets/check-tickets.ts';
import type { TicketReading } from './ticket-reading.ts';

interface ShowDeps extends Pick<EngineDeps, 'settings' | 'portal'> {
  now: number;
  portalFailure?: Failure;
}

/** The ticket guard's view from what both sides said; pure. @param side absent: the portal never answered about the customer */
export function showTicket(reading: TicketReading, side: PortalSide | undefined, deps: ShowDeps): TicketView {
  const { settings, now, portalFailure } = deps;
  const { ticket, subject } = reading;
  const findings = settings.tickets.board ? ticketFindings([subject], side ? [side] : [], settings, now) : [];
  const followed = followedIn(reading);
  return {
    ticket: summaryOf(ticket),
    about: subjectView(reading, side, deps),
    others: otherTickets(reading, findings).map(summaryOf),
    followedIn: followed ? summaryOf(followed) : null,
    findings,
    readAt: reading.readAt,
    ...(portalFailure && { portalFailure }),
    ...(reading.unreadable && { unreadable: reading.unreadable }),
  };
}

/** Tickets with the problem's reference, and the mail connector's beside them; newest first. */
function otherTickets({ ticket, subject }: TicketReading, findings: readonly Finding[]): Ticket[] {
  const duplicates = new Set(findings.flatMap(({ code, where }) => (code === 'TIX-EMAIL' ? [where.recordId] : [])));
  const mails = (subject.companyTickets ?? []).filter(({ id }) => duplicates.has(id));
  const others = new Map([...subject.tickets, ...mails].map((one) => [one.id, one]));
  others.delete(ticket.id);
  return [...others.values()].sort(
    (a, b) => (readTime(b.dateEntered) ?? 0) - (readTime(a.dateEntered) ?? 0) || b.id - a.id,
  );
}

/** Another ticket that carries the problem on. A closed one does so only while the problem lasts, or when this one is part of it. */
function followedIn({ ticket, subject }: TicketReading): Ticket | null {
  const followed = followedTicket(subject);
  if (!followed || followed.id === ticket.id) return null;
  const isOver = followed.closedFlag && !ticket.mergedParentTicket && !subject.incident?.lasts;
  return isOver ? null : followed;
}

function subjectView(reading: TicketReading, side: PortalSide | undefined, deps: ShowDeps): TicketSubjectView {
  const { ticket, about, origin, subject, readAt } = reading;
  const { settings, portal, now } = deps;
  const { incident } = subject;
  const xref = xrefOf(about, settings.prefix);
  // By the reference: where no event of the problem was seen here, a long account id is known shortened only.
  const incidents = incident ? [incident] : [];
  const listed = about.accountId
    ? side?.facts?.accounts.find(
        ({ id }) => id === about.accountId || xrefOf({ ...about, accountId: id }, settings.prefix) === xref,
      )
    : undefined;
  const account = listed && withCause(listed, incidents);
  return {
    efsId: efsIdOf(about.customerId, settings),
    customerId: about.customerId,
    ...(side?.facts && { customerName: side.facts.customer.name }),
    companyId: ticket.company.id,
    companyName: ticket.company.name,
    kind: about.kind,
    origin,
    ...(account && { account: { account, health: accountHealth(account, now, settings) } }),
    health: healthOf(side, incidents, settings, now),
    lasts: incident ? incident.lasts : null,
    ...(incident && {
      since: incident.since,
      ...(incident.endedAt && { endedAt: incident.endedAt }),
      lastEvent: { at: incident.newest.at, severity: incident.newest.severity, message: incident.newest.message },
    }),
    readAt: side?.readAt ?? readAt,
    source: side?.facts?.source ?? portal.kind,
  };
}

function healthOf(
  side: PortalSide | undefined,
  incidents: readonly Incident[],
  rules: HealthRules,
  now: number,
): Health {
  if (!side) return { state: 'unknown', reason: 'The portal could not be asked.' };
  if (!side.facts) return { state: 'unknown', reason: 'The portal has no such customer.' };
  return customerHealth(
    side.facts.accounts.map((account) => withCause(account, incidents)),
    now,
    rules,
  );
}

function summaryOf(ticket: Ticket): TicketSummary {
  const { id, summary, board, status, closedFlag, dateEntered, parentTicketId, mergedParentTicket } = ticket;
  return {
    id,
    summary,
    board: board.name,
    status: status.name,
    closed: closedFlag,
    ...(dateEntered && { enteredAt: dateEntered }),
    ...(parentTicketId && { parentTicketId }),
    ...(mergedParentTicket && { mergedInto: mergedParentTicket.id }),
  };
}
