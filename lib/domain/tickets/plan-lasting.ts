import { isYoungerByTheirClock } from '../../shared/age.ts';
import { shortTime } from '../../shared/short-time.ts';
import { literalText } from '../../shared/text-values.ts';
import { DAY, HOUR, type IsoTime, isoTime, MINUTE, readTime } from '../../shared/time.ts';
import type { Change } from '../change.ts';
import type { Ticket } from '../connectwise-records.ts';
import { NEW_TICKET } from '../outcomes.ts';
import { timeIn } from '../zone-time.ts';
import { openingStatus } from './board-status.ts';
import { newerReported, noStatus, say } from './plan-outcomes.ts';
import { closedAt } from './primary-ticket.ts';
import {
  AHEAD,
  closedBefore,
  isOurMember,
  lastNoteAt,
  type TicketCase,
  textSettings,
  writtenAt,
} from './ticket-case.ts';
import { addTicketNote, choiceOf, createTicket, setStatus } from './ticket-changes.ts';
import type { TicketPlan } from './ticket-plan.ts';
import { cameBackText, lastingText, reopenedText, reportedAt, saysReopened } from './ticket-text.ts';

/** A problem that lasts: an open ticket reports it, and says so again at most once a day. */
export function planLasting(one: TicketCase, board: { id: number; name: string }): TicketPlan {
  const { ticket, foldedFrom } = one;
  const create = (why: string): TicketPlan => ({
    changes: [createTicket(one, board, `${why} and the incident continues.`)],
    outcome: [NEW_TICKET, ...choiceOf(one).remarks].join(' '),
  });
  if (!ticket) return create('No ticket tracks it');
  if (one.reportState === 'outdated') return nothing(one, ticket, newerReported(ticket));
  if (!ticket.closedFlag) return planOpen(one, ticket);
  const closed = closedAt(ticket);
  if (closed === undefined) return create(`Ticket #${ticket.id} was closed at an unknown time`);
  if (closedBefore(one, ticket)) {
    if (foldedFrom === undefined && cameBack(one, ticket, closed)) return planComeback(one, ticket);
    return create(`Ticket #${ticket.id} was closed before it began`);
  }
  const wait = planQuiet(one, ticket, closed);
  if (wait) return wait;
  // Another's ticket keeps its status.
  return foldedFrom === undefined
    ? planReopen(one, ticket)
    : create(`Ticket #${ticket.id}, which tracked it, is closed`);
}

function planOpen(one: TicketCase, ticket: Ticket): TicketPlan {
  if (one.reportState === 'reported')
    return nothing(one, ticket, `Ticket #${ticket.id} is open and shows this already.`);
  const last = lastNoteAt(one);
  if (last !== undefined && isYoungerByTheirClock(DAY, last, one.now, AHEAD))
    return nothing(one, ticket, `Ticket #${ticket.id} is open; at most one note a day.`);
  const note = addTicketNote(one, ticket, lastingText(one.incident, textSettings(one)), 'The incident continues.');
  return { changes: [note], ticketId: ticket.id, outcome: say(one, `Noted on ticket #${ticket.id}.`) };
}

/** A problem that comes and goes is one ticket that opens and closes, not a ticket each time. */
function cameBack({ incident, snapshot }: TicketCase, ticket: Ticket, closed: number): boolean {
  const since = readTime(incident.since) ?? 0;
  return isOurMember(ticket.closedBy, snapshot.member) && since - closed < DAY;
}

/** A user's closing is respected: for good, or for the quiet time. Undefined: nothing is in the way of a re-opening. */
function planQuiet(one: TicketCase, ticket: Ticket, closed: number): TicketPlan | undefined {
  const { whenClosedByUser, quietHours } = one.settings.tickets;
  if (isOurMember(ticket.closedBy, one.snapshot.member)) return undefined;
  if (whenClosedByUser === 'leave') {
    return nothing(
      one,
      ticket,
      `Ticket #${ticket.id} ${closing(ticket, closed)}; by setting it stays closed while the incident continues.`,
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
  const closed = closedAt(ticket);
  const texts = textSettings(one);
  const zoned = (time: IsoTime) => timeIn(time, texts.timeZone);
  const text = reopenedText(one.incident, texts, closing(ticket, closed, zoned));
  // Before the status: cut off in between, the note is found, and the ticket re-opened nevertheless.
  const note = isReopeningNoted(one, closed)
    ? []
    : [addTicketNote(one, ticket, text, 'Says why the ticket is re-opened.')];
  return reopening(one, ticket, note, `The incident continues, but the ticket ${closing(ticket, closed)}.`);
}

/**
 * Whether a note about the newest event says that the ticket is re-opened after this closing. By what it reports and when it was
 * written, not by its text: the time of the closing may be written in another zone.
 */
function isReopeningNoted({ ours, incident }: TicketCase, closed = 0): boolean {
  return ours.some((note) => {
    const isAfter = (writtenAt(note) ?? closed) >= closed - NOTE_BUMPS;
    return isAfter && saysReopened(note.text) && reportedAt(note.text) === incident.newest.at;
  });
}

/** Where ConnectWise names no closing, the ticket's last write counts instead, which the note itself may be: seconds after it. */
const NOTE_BUMPS = MINUTE;

/** At most one note a day for a problem that comes and goes by the hour; each of its ends is reported nevertheless. */
function planComeback(one: TicketCase, ticket: Ticket): TicketPlan {
  const last = lastNoteAt(one);
  const isSoon = last !== undefined && isYoungerByTheirClock(DAY, last, one.now, AHEAD);
  const text = cameBackText(one.incident, textSettings(one));
  const note = isSoon ? [] : [addTicketNote(one, ticket, text, 'Says why the ticket is re-opened.')];
  return reopening(one, ticket, note, 'The incident occurred again.');
}

function reopening(one: TicketCase, ticket: Ticket, note: Change[], reason: string): TicketPlan {
  const status = openingStatus(ticket.board, one.snapshot.statuses, one.settings.tickets);
  if (!status) return noStatus(one, ticket, 'open');
  return {
    changes: [...note, setStatus(one, ticket, status, reason)],
    ticketId: ticket.id,
    outcome: say(one, `Ticket #${ticket.id} was re-opened with status “${literalText(status.name)}”.`),
  };
}

/** e.g. `was closed by jdoe at 2026-11-21 12:05 UTC`. @param inWords absent: for a sentence that is stored here */
function closing({ closedBy, _info }: Ticket, closed: number | undefined, inWords = shortTime): string {
  const who = closedBy ?? _info.updatedBy ?? 'someone';
  return `was closed by ${who}${closed === undefined ? '' : ` at ${inWords(isoTime(closed))}`}`;
}

function nothing(one: TicketCase, ticket: Ticket, outcome: string): TicketPlan {
  return { changes: [], ticketId: ticket.id, outcome: say(one, outcome) };
}
