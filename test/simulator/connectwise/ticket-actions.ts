import { type FieldError, invalidObject, notFound } from './errors.ts';
import { type Call, list, onePage, type Reply } from './handle.ts';
import { createView } from './present.ts';
import { ticketNotes } from './resources/ticket-notes.ts';
import { findStatus, tickets } from './resources/tickets.ts';
import { requireRight } from './rights.ts';
import { type Row, valueAt } from './table.ts';
import { missing, targetNotFound } from './values.ts';

const ACTION = /^\/service\/tickets\/(?:(?<id>\d+)\/(?<action>merge|attachChildren|allNotes)|search)\/?$/i;
const DONE: Reply = { status: 200, body: { success: true, message: 'Success' } };

/**
 * What tickets do beyond reading and writing a record (docs/reference/connectwise-rest.md#tickets); undefined for any
 * other path.
 */
export async function ticketAction(call: Call, path: string): Promise<Reply | undefined> {
  const found = ACTION.exec(path)?.groups;
  if (!found) return undefined;
  const action = found.action?.toLowerCase() ?? 'search';
  if ((action === 'allnotes') !== (call.method === 'GET')) throw notFound(`${call.method} ${path}`);
  if (action === 'search') return search(call);
  const ticket = call.state.tables.tickets.get(Number(found.id));
  if (!ticket) throw notFound('Ticket', Number(found.id));
  requireRight(call.state, call.member, tickets.right, action === 'allnotes' ? 'inquire' : 'edit', ticket);
  if (action === 'allnotes') return allNotes(call, ticket);
  return action === 'merge' ? merge(call, ticket) : attachChildren(call, ticket);
}

/**
 * `POST /service/tickets/search`: the query in the body, for conditions too long for an address
 * (docs/reference/connectwise-rest.md#conditions).
 */
async function search(call: Call): Promise<Reply> {
  const body = await call.json();
  const text = (name: string) => {
    const value = valueAt(body, name);
    return typeof value === 'string' ? value : undefined;
  };
  return list(
    call,
    { resource: tickets },
    {
      conditions: text('conditions'),
      orderBy: text('orderBy'),
      childConditions: text('childconditions'),
      customFieldConditions: text('customfieldconditions'),
    },
  );
}

/**
 * Folds tickets into this one: they get the status and name their parent (INFERRED from [DJ][PS],
 * docs/reference/connectwise-rest.md#tickets).
 */
async function merge(call: Call, parent: Row): Promise<Reply> {
  const body = await call.json();
  const children = ticketsOf(call, valueAt(body, 'mergeTicketIds'), 'mergeTicketIds');
  const wanted = valueAt(body, 'status');
  if (wanted === undefined) throw invalidObject('ticketMerge', [missing('ticketMerge', 'status')]);
  const writes = children.map((child) => {
    const board = Number(valueAt(child, 'board/id'));
    const status = findStatus(call.state.tables.boardStatuses.where('board/id', board), wanted);
    if (status) return { child, status };
    const suffix = ` for Service Board ${board}`;
    throw invalidObject('ticketMerge', [targetNotFound('ticketMerge', 'status', 'Service Status', wanted, suffix)]);
  });
  for (const { child, status } of writes) {
    const closed =
      status.closedStatus === true ? { closedDate: call.clock.iso(), closedBy: call.member.identifier } : {};
    const mergedParentTicket = { id: parent.id, summary: parent.summary };
    write(call, child, { status: { id: status.id, name: status.name }, mergedParentTicket, ...closed });
  }
  return DONE;
}

/** Bundles tickets under this one; they stay as they are otherwise (docs/reference/connectwise-rest.md#tickets). */
async function attachChildren(call: Call, parent: Row): Promise<Reply> {
  const children = ticketsOf(call, valueAt(await call.json(), 'childTicketIds'), 'childTicketIds');
  for (const child of children) write(call, child, { parentTicketId: parent.id });
  return DONE;
}

/** Notes of every kind as `ServiceTicketNote`, paged like any list; the simulator keeps no time entries. */
function allNotes(call: Call, ticket: Row): Reply {
  const { present } = createView(ticketNotes, call.state, call.clock);
  const merged = call.state.tables.tickets.where('mergedParentTicket/id', ticket.id);
  const notes = [ticket, ...merged].flatMap((source) =>
    call.state.tables.ticketNotes.where('ticketId', source.id).map((note) => {
      const { id, text, member, contact, issueFlag, _info, createdBy: originalAuthor, ...rest } = present(note);
      const { detailDescriptionFlag = false, internalAnalysisFlag = false, resolutionFlag = false } = rest;
      return {
        id: Number(id),
        noteType: 'TicketNote',
        text,
        member,
        contact,
        issueFlag,
        originalAuthor,
        _info,
        detailDescriptionFlag,
        internalAnalysisFlag,
        resolutionFlag,
        ticket: { id: source.id, summary: source.summary },
        mergedFlag: source !== ticket,
      };
    }),
  );
  notes.sort((a, b) => Number(a.id) - Number(b.id));
  return onePage(call, notes, (note) => note);
}

function ticketsOf(call: Call, ids: unknown, field: string): Row[] {
  if (!Array.isArray(ids) || ids.length === 0) throw invalidObject('ticket', [missing('ticket', field)]);
  return ids.map((id: unknown) => {
    const ticket = typeof id === 'number' ? call.state.tables.tickets.get(id) : undefined;
    if (ticket) return ticket;
    const error: FieldError = { code: 'NotFound', message: `Ticket ${id} not found`, resource: 'ticket', field };
    throw invalidObject('ticket', [error]);
  });
}

function write(call: Call, ticket: Row, members: Record<string, unknown>): void {
  call.state.tables.tickets.update(ticket.id, members, { identifier: String(call.member.identifier) });
}
