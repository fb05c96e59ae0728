import type { Change } from '../../../../lib/domain/change.ts';
import type { BoardStatus, Ticket, TicketNote } from '../../../../lib/domain/connectwise-records.ts';
import type { Failure } from '../../../../lib/shared/errors.ts';
import type { JsonValue } from '../../../../lib/shared/json.ts';
import type { StoredRecord } from '../../../../lib/sync/ports.ts';

export interface TicketTables {
  tickets: Ticket[];
  notes: TicketNote[];
  statuses: BoardStatus[];
}

/** The result of a write: the record as it is then, or ConnectWise's refusal. */
export type Written = { record: StoredRecord | null } | { failure: Failure };

/** Who writes, and when. */
export interface Writing {
  member: string;
  at: string;
}

/** The rules that the real service keeps for tickets: statuses belong to boards, closing records who and when, a merge closes. */
export function writeTicket(tables: TicketTables, change: Change, by: Writing): Written {
  if (change.resource === 'ticket-note') return writeNote(tables, change, by);
  const values = valuesOf(change);
  if (change.op === 'create') return createTicket(tables, change, values, by);
  const ticket = tables.tickets.find((row) => row.id === change.ref.id);
  if (!ticket) return refused(`Ticket ${change.ref.id} not found`, 'id', 'not-found');
  if (change.op === 'delete') {
    tables.tickets.splice(tables.tickets.indexOf(ticket), 1);
    return { record: null };
  }
  if (change.op === 'merge' && ticket.mergedParentTicket) {
    return refused(`Ticket ${ticket.id} is merged already`, 'mergeTicketIds');
  }
  if (change.op === 'merge' && idOf(values.status) === undefined) return refused('status is required', 'status');
  return put(tables, ticket, values, by);
}

function createTicket(tables: TicketTables, change: Change, values: Record<string, JsonValue>, by: Writing): Written {
  const ticket: Ticket = {
    id: 548 + tables.tickets.length,
    summary: '',
    company: { id: change.ref.companyId, name: "Eddie's TV Repair" },
    board: { id: 0, name: '' },
    status: { id: 0, name: '' },
    closedFlag: false,
    externalXRef: '',
    sourceName: '',
    dateEntered: by.at,
    _info: {},
  };
  const made = put(tables, ticket, values, by);
  if ('failure' in made) return made;
  tables.tickets.push(ticket);
  // The first text is stored with the ticket and is its first note.
  for (const { field, value } of change.writeOnlyFields ?? []) {
    if (field !== 'initialDescription' && field !== 'initialInternalAnalysis') continue;
    addNote(tables, ticket.id, { text: String(value), internalAnalysisFlag: field === 'initialInternalAnalysis' }, by);
  }
  return made;
}

function put(tables: TicketTables, ticket: Ticket, values: Record<string, JsonValue>, by: Writing): Written {
  const board = idOf(values.board) ?? ticket.board.id;
  const usual = tables.statuses.find((row) => row.boardId === board && row.defaultFlag)?.id;
  const wanted = idOf(values.status) ?? (ticket.status.id || usual);
  const status = tables.statuses.find((row) => row.id === wanted && row.boardId === board);
  if (!status) return refused(`Service Status ${wanted} not found for Service Board ${board}`, 'status/id');
  const before = { ...ticket };
  Object.assign(ticket, values, {
    company: before.company,
    board: board === before.board.id ? before.board : { id: board, name: `Board ${board}` },
    status: { id: status.id, name: status.name },
    closedFlag: status.closedStatus,
    _info: { lastUpdated: by.at, updatedBy: by.member },
  });
  if (status.closedStatus && !before.closedFlag) Object.assign(ticket, { closedDate: by.at, closedBy: by.member });
  if (!status.closedStatus) {
    delete ticket.closedDate;
    delete ticket.closedBy;
  }
  return { record: ticket };
}

function writeNote(tables: TicketTables, change: Change, by: Writing): Written {
  const { ticketId = 0, id } = change.ref;
  if (change.op === 'delete') {
    tables.notes.splice(0, tables.notes.length, ...tables.notes.filter((note) => note.id !== id));
    return { record: null };
  }
  if (!tables.tickets.some((ticket) => ticket.id === ticketId)) {
    return refused(`Ticket ${ticketId} not found`, 'ticketId', 'not-found');
  }
  return { record: addNote(tables, ticketId, valuesOf(change), by) };
}

function addNote(tables: TicketTables, ticketId: number, values: Record<string, JsonValue>, by: Writing): TicketNote {
  const note: TicketNote = {
    id: Math.max(0, ...tables.notes.map((row) => row.id)) + 1,
    ticketId,
    text: '',
    internalAnalysisFlag: false,
    createdBy: by.member,
    dateCreated: by.at,
    _info: { lastUpdated: by.at, updatedBy: by.member },
    ...values,
  };
  tables.notes.push(note);
  return note;
}

/** Members that ConnectWise takes and never answers with are left out. */
function valuesOf(change: Change): Record<string, JsonValue> {
  return Object.fromEntries(change.fields.map(({ field, to }) => [field, to]));
}

function idOf(value: JsonValue | undefined): number | undefined {
  return value && typeof value === 'object' && !Array.isArray(value) ? Number(value.id) : undefined;
}

function refused(message: string, field: string, code: Failure['code'] = 'rejected'): Written {
  return { failure: { code, message: `ConnectWise said: "${message}"`, nextStep: 'Look at it.', field, status: 400 } };
}
