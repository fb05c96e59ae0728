import type { Finding } from '../../finding.ts';
import { primaryTicket } from '../../tickets/primary-ticket.ts';
import { report } from '../report.ts';
import { type TicketSubject, ticketPlace } from './ticket-subject.ts';

/**
 * TIX-MERGED: the ticket was folded into one that does not track this problem. Reported as long as it matters: the problem
 * lasts, or the other ticket is open.
 */
export function tixMerged(subject: TicketSubject): Finding[] {
  const { incident, survivor } = subject;
  const ticket = primaryTicket(subject.tickets);
  if (!ticket?.mergedParentTicket || survivor?.externalXRef === ticket.externalXRef) return [];
  if (incident && survivor && !incident.lasts && survivor.closedFlag) return [];
  const into = survivor?.id ?? ticket.mergedParentTicket.id;
  return [
    report('TIX-MERGED', {
      where: ticketPlace(subject, ticket, 'mergedParentTicket'),
      message: `Ticket #${ticket.id} was merged into #${into}. Notes go to #${into}; its owner closes it.`,
      seen: into,
      expected: null,
    }),
  ];
}
