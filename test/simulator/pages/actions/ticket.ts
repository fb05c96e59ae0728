import { tickets as ticketResource } from '../../connectwise/resources/tickets.ts';
import type { Row } from '../../connectwise/table.ts';
import {
  type Action,
  type ActionContext,
  done,
  idIn,
  referenceId,
  referenceTo,
  refuse,
  stampOf,
  text,
  textIn,
  writing,
} from './action.ts';
import { storeForm } from './store.ts';

/**
 * The ticket for its screen. The action's name, its payload and the two view models are public
 * (docs/reference/connectwise-pages.md#own-calls).
 */
export const getServiceTicketDetailView: Action = (payload, context) => {
  const ticket = context.state.tables.tickets.get(idIn(payload, 'serviceRecId'));
  if (!ticket) return refuse('The record was not found.');
  const { tables } = context.state;
  const company = tables.companies.get(referenceId(ticket, 'company') ?? 0);
  return done({
    serviceTicketViewModel: {
      serviceRecID: ticket.id,
      summary: text(ticket, 'summary'),
      companyPodViewModel: {
        companyRecID: company?.id ?? 0,
        companyName: text(company, 'name'),
        contactName: text(ticket, 'contactName'),
        emailAddress: text(ticket, 'contactEmailAddress'),
        siteName: text(ticket, 'siteName'),
        city: text(company, 'city'),
      },
      ticketPodViewModel: {
        board: referenceTo(tables.boards.get(referenceId(ticket, 'board') ?? 0)),
        status: referenceTo(tables.boardStatuses.get(referenceId(ticket, 'status') ?? 0)),
        priority: text(ticket, 'priority', 'name'),
        type: text(ticket, 'type', 'name'),
        owner: text(tables.members.get(referenceId(ticket, 'owner') ?? 0), 'fullName'),
        agreement: referenceTo(tables.agreements.get(referenceId(ticket, 'agreement') ?? 0))?.name ?? '',
      },
      isClosed: isClosed(ticket, context),
      mergedInto: relative(referenceId(ticket, 'mergedParentTicket'), context),
      parent: relative(Number(ticket.parentTicketId ?? 0), context),
      children: tables.tickets.where('parentTicketId', ticket.id).map(({ id }) => relative(id, context)),
    },
    ...stampOf(ticket),
  });
};

function isClosed(ticket: Row, { state, clock }: ActionContext): boolean {
  return ticketResource.derive?.(ticket, state, clock).closedFlag === true;
}

function relative(id: number | undefined, { state }: ActionContext) {
  const ticket = id ? state.tables.tickets.get(id) : undefined;
  return ticket ? { serviceRecID: ticket.id, summary: text(ticket, 'summary') } : null;
}

/** Board and status belong together, as over REST; closing signs the ticket. */
export const saveServiceTicket: Action = writing((payload, context) => {
  const before = context.state.tables.tickets.get(idIn(payload, 'serviceRecId'));
  if (!before) return refuse('The record was not found.');
  const summary = textIn(payload, 'summary');
  if (!summary) return refuse('Summary is required.');
  const board = idIn(payload, 'boardRecID');
  if (!board) return refuse('Board is required.');
  const status = idIn(payload, 'statusRecID');
  if (!status) return refuse('Status is required.');
  const members = { summary, board: { id: board }, status: { id: status } };
  return storeForm(ticketResource, { members, before }, context);
});

/** Notes of the ticket, newest first; the name is public (docs/reference/connectwise-pages.md#own-calls). */
export const notesViewModel: Action = (payload, { state }) =>
  done({
    notes: state.tables.ticketNotes
      .where('ticketId', idIn(payload, 'serviceRecId'))
      .toReversed()
      .map((note) => ({
        recID: note.id,
        text: text(note, 'text'),
        createdBy: text(note, 'createdBy'),
        dateCreated: text(note, 'dateCreated'),
        kind:
          note.internalAnalysisFlag === true ? 'Internal' : note.resolutionFlag === true ? 'Resolution' : 'Discussion',
      })),
  });

/** One row of the service board. */
export function ticketRow(ticket: Row, { state }: ActionContext): Record<string, unknown> {
  const { tables } = state;
  return {
    recID: ticket.id,
    summary: text(ticket, 'summary'),
    company: text(tables.companies.get(referenceId(ticket, 'company') ?? 0), 'name'),
    board: text(tables.boards.get(referenceId(ticket, 'board') ?? 0), 'name'),
    status: text(tables.boardStatuses.get(referenceId(ticket, 'status') ?? 0), 'name'),
    priority: text(ticket, 'priority', 'name'),
    entered: ticket._info?.dateEntered ?? '',
    updated: ticket._info?.lastUpdated ?? '',
  };
}
