import { isYoungerByTheirClock } from '../../shared/age.ts';
import { shortTime } from '../../shared/short-time.ts';
import { literalText } from '../../shared/text-values.ts';
import { DAY, HOUR, isoTime, readTime } from '../../shared/time.ts';
import type { Change } from '../change.ts';
import type { Ticket } from '../connectwise-records.ts';
import { openingStatus } from './board-status.ts';
import { newerTold, noStatus, say } from './plan-outcomes.ts';
import type { TicketPlan } from './plan-ticket.ts';
import { closedAt } from './standing-ticket.ts';
import { AHEAD, closedBefore, isOurMember, lastNoteAt, type TicketCase } from './ticket-case.ts';
import { createTicket, noteTicket, setStatus } from './ticket-changes.ts';
import { cameBackText, lastingText, reopenedText } from './ticket-text.ts';

/** A problem that lasts: an open ticket tells of it, and says so again at most once a day. */
export function planLasting(one: TicketCase, board: { id: number; name: string }): TicketPlan {
  const { ticket, foldedFrom } = one;
  const create = (why: string): TicketPlan => ({
    changes: [createTicket(one, board, `${why} and the problem lasts.`)],
    outcome: 'A new ticket was opened.',
  });
  if (!ticket) return create('No ticket stands for it');
  if (one.telling === 'outdated') return nothing(one, ticket, newerTold(ticket));
  if (!ticket.closedFlag) return planOpen(one, ticket);
  const closed = closedAt(ticket);
  if (closed === undefined) return create(`Ticket #${ticket.id} was closed, nobody knows when,`);
  if (closedBefore(one, ticket)) {
    if (foldedFrom === undefined && cameBack(one, ticket, closed)) return planComeback(one, ticket);
    return create(`Ticket #${ticket.id} was closed before it began`);
  }
  const wait = planQuiet(one, ticket, closed);
  if (wait) return wait;
  // Another's ticket keeps its status.
  return foldedFrom === undefined
    ? planReopen(one, ticket)
    : create(`Ticket #${ticket.id}, which told of it, is closed`);
}

function planOpen(one: TicketCase, ticket: Ticket): TicketPlan {
  if (one.telling === 'told') return nothing(one, ticket, `Ticket #${ticket.id} is open and tells this already.`);
  const last = lastNoteAt(one);
  if (last !== undefined && isYoungerByTheirClock(DAY, last, one.now, AHEAD))
    return nothing(one, ticket, `Ticket #${ticket.id} is open; at most one note a day.`);
  const note = noteTicket(one, ticket, lastingText(one.problem, one.settings), 'The problem goes on.');
  return { changes: [note], ticketId: ticket.id, outcome: say(one, `Noted on ticket #${ticket.id}.`) };
}

/** A trouble that comes and goes is one ticket that opens and closes, not a ticket each time. */
function cameBack({ problem, sight }: TicketCase, ticket: Ticket, closed: number): boolean {
  const since = readTime(problem.since) ?? 0;
  return isOurMember(ticket.closedBy, sight.member) && since - closed < DAY;
}

/** A person's closing is respected: for good, or for the quiet time. Undefined: nothing is in the way of a re-opening. */
function planQuiet(one: TicketCase, ticket: Ticket, closed: number): TicketPlan | undefined {
  const { whenClosedByPerson, quietHours } = one.settings.tickets;
  if (isOurMember(ticket.closedBy, one.sight.member)) return undefined;
  if (whenClosedByPerson === 'leave') {
    return nothing(
      one,
      ticket,
      `Ticket #${ticket.id} ${closing(ticket, closed)}; by setting it is left closed while the problem lasts.`,
    );
  }
  const again = closed + quietHours * HOUR;
  if (one.now >= again) return undefined;
  const when = shortTime(isoTime(again));
  return {
    ...nothing(one, ticket, `Ticket #${ticket.id} ${closing(ticket, closed)}; it is looked at again at ${when}.`),
    again,
  };
}

function planReopen(one: TicketCase, ticket: Ticket): TicketPlan {
  const why = closing(ticket, closedAt(ticket));
  const text = reopenedText(one.problem, one.settings, why);
  // Before the status: cut off in between, the note is found, and the ticket re-opened all the same.
  const texts = [text, cameBackText(one.problem, one.settings)];
  const isNoted = one.ours.some((note) => texts.some((written) => sameText(note.text, written)));
  const note = isNoted ? [] : [noteTicket(one, ticket, text, 'Says why the ticket is re-opened.')];
  return reopening(one, ticket, note, `The problem lasts, but the ticket ${why}.`);
}

/** At most one note a day for a trouble that comes and goes by the hour; each of its ends is told all the same. */
function planComeback(one: TicketCase, ticket: Ticket): TicketPlan {
  const last = lastNoteAt(one);
  const isSoon = last !== undefined && isYoungerByTheirClock(DAY, last, one.now, AHEAD);
  const text = cameBackText(one.problem, one.settings);
  const note = isSoon ? [] : [noteTicket(one, ticket, text, 'Says why the ticket is re-opened.')];
  return reopening(one, ticket, note, 'The problem came back.');
}

function reopening(one: TicketCase, ticket: Ticket, note: Change[], reason: string): TicketPlan {
  const status = openingStatus(ticket.board, one.sight.statuses, one.settings.tickets);
  if (!status) return noStatus(one, ticket, 'open');
  return {
    changes: [...note, setStatus(one, ticket, status, reason)],
    ticketId: ticket.id,
    outcome: say(one, `Ticket #${ticket.id} was re-opened with status “${literalText(status.name)}”.`),
  };
}

/** e.g. `was closed by jdoe at 2026-11-21 12:05 UTC`. */
function closing({ closedBy, _info }: Ticket, closed: number | undefined): string {
  const who = closedBy ?? _info.updatedBy ?? 'someone';
  return `was closed by ${who}${closed === undefined ? '' : ` at ${shortTime(isoTime(closed))}`}`;
}

function nothing(one: TicketCase, ticket: Ticket, outcome: string): TicketPlan {
  return { changes: [], ticketId: ticket.id, outcome: say(one, outcome) };
}

function sameText(one: string, other: string): boolean {
  const plain = (text: string) => text.replace(/\r\n?/g, '\n').trim();
  return plain(one) === plain(other);
}
