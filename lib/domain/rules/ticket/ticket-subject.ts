import type { BoardStatus, Ticket, TicketNote } from '../../connectwise-records.ts';
import type { FindingPlace } from '../../finding.ts';
import type { Settings } from '../../settings.ts';
import type { Incident } from '../../tickets/incident.ts';
import { primaryTicket } from '../../tickets/primary-ticket.ts';
import type { TicketSnapshot } from '../../tickets/ticket-plan.ts';

/** One problem's tickets, and what a rule may look at beside them. Rules whose facts are absent stay silent. */
export interface TicketSubject {
  companyId: number;
  /** Every ticket with the problem's external reference. */
  tickets: readonly Ticket[];
  /** A ticket with the reference, or a note, could not be read: nothing is concluded from absence, and no fix is offered. */
  incomplete?: true;
  /** As this browser knows it; absent: its events were never seen here. */
  incident?: Incident;
  /** As in `TicketSnapshot`; notes and statuses absent: not read, and no fix that needs them is offered. */
  survivor?: Ticket;
  notes?: readonly TicketNote[];
  statuses?: readonly BoardStatus[];
  member?: string;
  timeZone?: string;
  /** Tickets of the company of the days around, of any origin. */
  companyTickets?: readonly Ticket[];
  /** Name of the account in the portal, e.g. `ETV-Primary`. */
  userName?: string;
  settings: Pick<Settings, 'tickets' | 'prefix'>;
  /** Milliseconds since the epoch. */
  now: number;
}

/** Returns the ticket that tracks the problem now: the primary one, or what it was merged into. */
export function followedTicket({ tickets, survivor }: Pick<TicketSubject, 'tickets' | 'survivor'>): Ticket | undefined {
  const primary = primaryTicket(tickets);
  return primary?.mergedParentTicket ? survivor : primary;
}

/** For planning a fix; undefined where something was not read. */
export function snapshotOf(subject: TicketSubject): TicketSnapshot | undefined {
  const { companyId, tickets, survivor, notes, statuses, member, timeZone } = subject;
  if (!notes || !statuses || member === undefined) return undefined;
  return { companyId, tickets, ...(survivor && { survivor }), notes, statuses, member, ...(timeZone && { timeZone }) };
}

export function ticketPlace({ companyId }: TicketSubject, ticket: Ticket, field: keyof Ticket): FindingPlace {
  return { resource: 'ticket', companyId, recordId: ticket.id, field };
}
