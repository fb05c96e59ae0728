import { literalText } from '../../../shared/text-values.ts';
import type { Finding } from '../../finding.ts';
import { openTicketsOf } from '../../tickets/primary-ticket.ts';
import { report } from '../report.ts';
import { type TicketSubject, ticketPlace } from './ticket-subject.ts';

/** TIX-BOARD: an open ticket is on another board than new ones. The guide forbids it (S15 p.23); this product follows the ticket. */
export function tixBoard(subject: TicketSubject): Finding[] {
  const { board } = subject.settings.tickets;
  if (!board) return [];
  const moved = openTicketsOf(subject.tickets).filter((ticket) => ticket.board.id !== board.id);
  return moved.map((ticket) =>
    report('TIX-BOARD', {
      where: ticketPlace(subject, ticket, 'board'),
      message: `Ticket #${ticket.id} is on board “${literalText(ticket.board.name)}” instead of “${literalText(board.name)}”. Recovery closes it there, with a status of that board.`,
      seen: ticket.board.name,
      expected: board.name,
    }),
  );
}
