import { literalText } from '../../shared/text-values.ts';
import type { Ticket } from '../connectwise-records.ts';
import { remarks, type TicketCase } from './ticket-case.ts';
import type { TicketPlan } from './ticket-plan.ts';

/** A sentence, and behind it what is out of the ordinary about the ticket. */
export function say(one: TicketCase, first: string): string {
  return [first, ...remarks(one)].join(' ');
}

export function newerReported({ id }: Ticket): string {
  return `Ticket #${id} is left as it is: another browser reported a newer event.`;
}

/** The board has no status that the ticket could be given: a user has to add one. */
export function noStatus(one: TicketCase, ticket: Ticket, which: 'open' | 'closed'): TicketPlan {
  const wanted = which === 'closed' ? 'closing status' : 'status for open tickets';
  const message = `Board “${literalText(ticket.board.name)}” has no active ${wanted}: ticket #${ticket.id} stays as it is.`;
  return {
    changes: [],
    ticketId: ticket.id,
    outcome: say(one, message),
    failure: {
      code: 'needs-user',
      message,
      nextStep: `Add one in ConnectWise under System › Setup Tables › Service Board, or move the ticket to another board.`,
      field: 'status',
    },
  };
}
