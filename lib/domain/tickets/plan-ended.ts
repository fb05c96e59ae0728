import { literalText } from '../../shared/text-values.ts';
import { closingStatus } from './board-status.ts';
import { newerReported, noStatus, say } from './plan-outcomes.ts';
import { type TicketCase, textSettings } from './ticket-case.ts';
import { addTicketNote, setStatus } from './ticket-changes.ts';
import type { TicketPlan } from './ticket-plan.ts';
import { recoveredText } from './ticket-text.ts';

/** A problem that is over: its open ticket says so and gets the closing status of the board that it is on now. */
export function planEnded(one: TicketCase): TicketPlan {
  const { ticket, reportState, foldedFrom, snapshot, settings } = one;
  if (!ticket) return { changes: [], outcome: 'No open ticket.' };
  const ticketId = ticket.id;
  if (ticket.closedFlag) return { changes: [], ticketId, outcome: `No open ticket: #${ticketId} is closed already.` };
  if (reportState === 'outdated') return { changes: [], ticketId, outcome: say(one, newerReported(ticket)) };

  const text = recoveredText(one.incident, textSettings(one));
  const note = reportState === 'reported' ? [] : [addTicketNote(one, ticket, text, 'The incident is resolved.')];
  if (foldedFrom !== undefined) {
    const outcome = note.length > 0 ? 'The recovery was noted.' : `Ticket #${ticketId} shows the recovery already.`;
    return { changes: note, ticketId, outcome: say(one, outcome) };
  }
  const status = closingStatus(ticket.board, snapshot.statuses, settings.tickets);
  if (!status) return noStatus(one, ticket, 'closed');
  return {
    changes: [...note, setStatus(one, ticket, status, 'The incident is resolved.')],
    ticketId,
    outcome: say(one, `Ticket #${ticketId} was closed with status “${literalText(status.name)}”.`),
  };
}
