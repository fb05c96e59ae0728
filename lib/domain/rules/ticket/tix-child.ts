import type { Finding } from '../../finding.ts';
import { openTicketsOf } from '../../tickets/primary-ticket.ts';
import { report } from '../report.ts';
import { type TicketSubject, ticketPlace } from './ticket-subject.ts';

/** TIX-CHILD: an open ticket was bundled under another one. It stays a ticket of its own. */
export function tixChild(subject: TicketSubject): Finding[] {
  return openTicketsOf(subject.tickets).flatMap((ticket) => {
    const { id, parentTicketId } = ticket;
    if (!parentTicketId) return [];
    return report('TIX-CHILD', {
      where: ticketPlace(subject, ticket, 'parentTicketId'),
      message: `Ticket #${id} is a child of #${parentTicketId}. Notes and recovery go to #${id}; #${parentTicketId} is not changed.`,
      seen: parentTicketId,
      expected: null,
    });
  });
}
