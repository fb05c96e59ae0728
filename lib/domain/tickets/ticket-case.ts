import { literalText } from '../../shared/text-values.ts';
import { HOUR, readTime } from '../../shared/time.ts';
import type { Ticket, TicketNote } from '../connectwise-records.ts';
import type { Settings } from '../settings.ts';
import type { Incident } from './incident.ts';
import { closedAt, primaryTicket } from './primary-ticket.ts';
import type { TicketSnapshot } from './ticket-plan.ts';
import { reportedAt } from './ticket-text.ts';
import { xrefOf } from './xref.ts';

/** A problem and what ConnectWise holds about it, worked out as far as every plan needs it. */
export interface TicketCase {
  incident: Incident;
  snapshot: TicketSnapshot;
  settings: Pick<Settings, 'tickets' | 'prefix'>;
  /** Milliseconds since the epoch. */
  now: number;
  xref: string;
  /** The ticket that tracks the problem, or the one that it was folded into. */
  ticket: Ticket | undefined;
  /** Number of the ticket that was folded into `ticket`, which is another's: noted there, its status skipped. */
  foldedFrom?: number;
  /** Notes of `ticket` about this problem in our words, by any browser. */
  ours: TicketNote[];
  /** Whether the ticket shows the newest event: not yet, already, or a newer one instead. */
  reportState: 'not-reported' | 'reported' | 'outdated';
}

export function ticketCase(
  incident: Incident,
  snapshot: TicketSnapshot,
  settings: Pick<Settings, 'tickets' | 'prefix'>,
  now: number,
): TicketCase {
  const xref = xrefOf(incident, settings.prefix);
  const primary = primaryTicket(snapshot.tickets);
  const ticket = primary?.mergedParentTicket ? snapshot.survivor : primary;
  const foreign = primary && ticket && ticket.externalXRef !== xref;
  // Not by author: browsers may use API members of their own, and only our words end in that line.
  const ours = ticket ? snapshot.notes.filter(({ text }) => reportedAt(text, xref) !== undefined) : [];
  const newest = readTime(incident.newest.at) ?? 0;
  const times = ours.filter((note) => !isDatedAhead(note) || readTime(reportedAt(note.text)) === newest);
  const reported = Math.max(...times.map(({ text }) => readTime(reportedAt(text)) ?? 0), Number.NEGATIVE_INFINITY);
  return {
    incident,
    snapshot,
    settings,
    now,
    xref,
    ticket,
    ...(foreign && { foldedFrom: primary.id }),
    ours,
    reportState: reported > newest ? 'outdated' : reported === newest ? 'reported' : 'not-reported',
  };
}

/** What the texts about the problem depend on. */
export function textSettings({ settings, snapshot }: Pick<TicketCase, 'settings' | 'snapshot'>) {
  return { prefix: settings.prefix, timeZone: snapshot.timeZone };
}

/** Clocks differ by less. */
export const AHEAD = HOUR;

/** Whether a note reports an event that, by ConnectWise's own clock, was still to come: it must not outdate all that follow. */
function isDatedAhead(note: TicketNote): boolean {
  const written = writtenAt(note);
  return written !== undefined && (readTime(reportedAt(note.text)) ?? 0) > written + AHEAD;
}

/**
 * Whether the ticket was closed before the problem began, and so belongs to an earlier time. A ticket that reports this time does not,
 * whatever the clocks say: ConnectWise's and the portal's differ, and ConnectWise's times are whole seconds.
 */
export function closedBefore({ incident, ours }: Pick<TicketCase, 'incident' | 'ours'>, ticket: Ticket): boolean {
  const since = readTime(incident.since) ?? 0;
  const reportsIt = ours.some(({ text }) => (readTime(reportedAt(text)) ?? 0) >= since);
  return !reportsIt && (closedAt(ticket) ?? 0) < since;
}

/** When a note was written, by ConnectWise's clock, in milliseconds since the epoch. */
export function writtenAt({ dateCreated, _info }: TicketNote): number | undefined {
  return readTime(dateCreated ?? _info.lastUpdated);
}

/** When our newest note about the problem was written, in milliseconds since the epoch. */
export function lastNoteAt({ ours }: TicketCase): number | undefined {
  const times = ours.map((note) => writtenAt(note) ?? readTime(reportedAt(note.text)));
  return times.reduce(
    (last, time) => (last === undefined || (time !== undefined && time > last) ? time : last),
    undefined,
  );
}

/** Whether the API member that writes for us is the one named. */
export function isOurMember(name: string | undefined, member: string): boolean {
  return name !== undefined && name.trim().toLowerCase() === member.trim().toLowerCase();
}

/** What is out of the ordinary about the ticket, in sentences: the guides forbid it, this product follows it. */
export function remarks({ ticket, foldedFrom, settings }: TicketCase): string[] {
  if (!ticket) return [];
  const { board, parentTicketId } = ticket;
  if (foldedFrom !== undefined) {
    return [`Ticket #${foldedFrom} was merged into #${ticket.id}: noted there; closing it is left to its owner.`];
  }
  return [
    ...(settings.tickets.board && board.id !== settings.tickets.board.id
      ? [`It was moved to board “${literalText(board.name)}”.`]
      : []),
    ...(parentTicketId ? [`It is a child of ticket #${parentTicketId}.`] : []),
  ];
}
