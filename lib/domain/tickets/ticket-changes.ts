import type { Change, FieldChange, RequiredRecord } from '../change.ts';
import type { BoardStatus, Ticket } from '../connectwise-records.ts';
import type { Settings } from '../settings.ts';
import { type CheckedChoice, checkedChoice, NO_CHOICE } from '../ticket-choices.ts';
import { closingStatus, openingStatus } from './board-status.ts';
import { openTicketsOf } from './primary-ticket.ts';
import { type TicketCase, textSettings } from './ticket-case.ts';
import { descriptionText, ticketSummary } from './ticket-text.ts';

/**
 * A new ticket on the settings' board. Its status is left out where the statuses at hand are those of another board and the settings
 * name none: ConnectWise then takes the board's default.
 */
export function createTicket(one: TicketCase, board: { id: number; name: string }, reason: string): Change {
  const { incident, snapshot, settings, xref } = one;
  const { newStatus, emailContact } = settings.tickets;
  const known = snapshot.statuses.some(({ boardId }) => boardId === board.id);
  const status = known ? openingStatus(board, snapshot.statuses, settings.tickets) : newStatus;
  const summary = ticketSummary(incident, settings);
  const fields: FieldChange[] = [
    { field: 'summary', from: null, to: summary },
    { field: 'company', from: null, to: { id: snapshot.companyId } },
    { field: 'board', from: null, to: named(board) },
    ...(status ? [{ field: 'status', from: null, to: named(status) }] : []),
    ...choiceOf(one).fields.map(({ field, to }) => ({ field, from: null, to: named(to) })),
    { field: 'externalXRef', from: null, to: xref },
  ];
  return {
    id: `ticket/${snapshot.companyId}/${xref}/create/${incident.newest.at}`,
    part: 'ticket',
    resource: 'ticket',
    op: 'create',
    ref: { companyId: snapshot.companyId },
    label: `New ticket “${summary}”`,
    fields,
    writeOnlyFields: [
      {
        field: emailContact ? 'initialDescription' : 'initialInternalAnalysis',
        value: descriptionText(incident, textSettings(one)),
      },
      { field: 'processNotifications', value: emailContact },
      { field: 'automaticEmailContactFlag', value: emailContact },
    ],
    reason,
  };
}

/** Priority, type and subtype of a new ticket. They are written once: afterwards the ticket is its users'. */
export function choiceOf({ incident, snapshot, settings }: TicketCase): CheckedChoice {
  const kind = snapshot.accountKind ?? 'unknown';
  const choice = settings.tickets.choices[`${incident.severity}/${kind}`] ?? NO_CHOICE;
  return checkedChoice(choice, snapshot.choices);
}

export function addTicketNote(one: TicketCase, ticket: Ticket, text: string, reason: string): Change {
  const { incident, snapshot, settings, xref } = one;
  const what = text.slice(0, text.search(/[: ,]/));
  return {
    id: `ticket/${snapshot.companyId}/${ticket.id}/note/${xref}/${incident.newest.at}/${what}`,
    part: 'ticket',
    resource: 'ticket-note',
    op: 'create',
    ref: { companyId: snapshot.companyId, ticketId: ticket.id },
    label: ticketLabel(ticket),
    fields: [{ field: 'text', from: null, to: text }],
    writeOnlyFields: noteReaders(settings.tickets),
    reason,
  };
}

/** Who reads a note: members only, or the customer too, who may then be mailed. */
export function noteReaders({ emailContact }: Settings['tickets']): NonNullable<Change['writeOnlyFields']> {
  return [
    { field: 'internalAnalysisFlag', value: !emailContact },
    { field: 'detailDescriptionFlag', value: emailContact },
    { field: 'processNotifications', value: emailContact },
  ];
}

/** A reference with its name, for whoever reads the change; only the id is compared and written. */
export function named({ id, name }: { id: number; name: string }): { id: number; name: string } {
  return { id, name };
}

/** Closes or re-opens a ticket. Planned for the board that it is on: moved since, the change is stale. */
export function setStatus({ snapshot }: TicketCase, ticket: Ticket, status: BoardStatus, reason: string): Change {
  return {
    id: `ticket/${snapshot.companyId}/${ticket.id}/update/status=${status.id}`,
    part: 'ticket',
    resource: 'ticket',
    op: 'update',
    ref: { companyId: snapshot.companyId, id: ticket.id },
    label: ticketLabel(ticket),
    fields: [{ field: 'status', from: named(ticket.status), to: named(status) }],
    preconditions: [{ field: 'board', value: { id: ticket.board.id } }],
    reason,
  };
}

/** Folds every open ticket of the problem but the lowest into that one. */
export function mergeDuplicates(one: Pick<TicketCase, 'snapshot' | 'settings'>): Change[] {
  const [winner, ...losers] = openTicketsOf(one.snapshot.tickets);
  if (!winner) return [];
  const reason = `Several open tickets track one incident; the lowest number, #${winner.id}, is kept.`;
  return losers.map((loser) => mergeInto(one, winner, loser, reason));
}

/**
 * A merge gives the folded ticket a status, which must be one of its own board: the board's closing status. On another board than the
 * one whose statuses are at hand it is left out, and whoever writes the change finds it (`closingStatus`).
 */
export function mergeInto(
  { snapshot, settings }: Pick<TicketCase, 'snapshot' | 'settings'>,
  winner: Ticket,
  loser: Ticket,
  reason: string,
): Change {
  const status = closingStatus(loser.board, snapshot.statuses, settings.tickets);
  return {
    id: `ticket/${snapshot.companyId}/${loser.id}/merge/${winner.id}`,
    part: 'ticket',
    resource: 'ticket',
    op: 'merge',
    ref: { companyId: snapshot.companyId, id: loser.id },
    label: ticketLabel(loser),
    fields: [
      { field: 'mergedParentTicket', from: null, to: { id: winner.id } },
      ...(status ? [{ field: 'status', from: named(loser.status), to: named(status) }] : []),
    ],
    preconditions: [{ field: 'board', value: { id: loser.board.id } }],
    requires: [keptTicket(snapshot.companyId, winner.id)],
    reason,
  };
}

/** The ticket that is kept: open, and not merged into another one itself. */
function keptTicket(companyId: number, id: number): RequiredRecord {
  const members = [
    { field: 'closedFlag', value: false },
    { field: 'mergedParentTicket', value: null },
  ];
  return { resource: 'ticket', ref: { companyId, id }, members };
}

export function ticketLabel({ id, summary }: Ticket): string {
  return `Ticket #${id} “${summary}”`;
}
