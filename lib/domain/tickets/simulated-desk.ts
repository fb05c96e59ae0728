import { isoTime } from '../../shared/time.ts';
import type { Change } from '../change.ts';
import type { BoardStatus, Ticket, TicketNote } from '../connectwise-records.ts';
import type { Settings } from '../settings.ts';
import type { Incident } from './incident.ts';
import { planTicket, primaryTicket } from './plan-ticket.ts';
import { xrefOf } from './xref.ts';

type DeskSettings = Pick<Settings, 'tickets' | 'prefix'>;

/** What one work on a ticket did. */
export type DeskStep = 'opened' | 'reopened' | 'closed' | 'unchanged';

const MEMBER = 'simulated';
/** Where no board is chosen: a ticket needs one, and which one changes nothing that is counted. */
const ANY_BOARD = { id: 1, name: 'any' };
const OPEN = 1;
const CLOSED = 2;

/**
 * A service board in memory on which nobody but us writes: it takes what `planTicket` plans, as ConnectWise would, so that a
 * simulation decides by the code that real tickets are decided by. What users do with tickets is not simulated.
 */
export class SimulatedDesk {
  readonly #settings: DeskSettings;
  readonly #statuses: readonly BoardStatus[];
  readonly #tickets = new Map<string, Ticket[]>();
  readonly #notes = new Map<number, TicketNote[]>();
  #made = 0;

  constructor({ tickets, prefix }: DeskSettings) {
    const board = tickets.board ?? ANY_BOARD;
    this.#settings = { tickets: { ...tickets, board }, prefix };
    this.#statuses = [statusOf(OPEN, board.id), statusOf(CLOSED, board.id)];
  }

  /**
   * Does the ticket work of an incident.
   * @param now milliseconds since the epoch
   */
  work(incident: Incident, now: number): DeskStep {
    const xref = xrefOf(incident, this.#settings.prefix);
    const tickets = this.#tickets.get(xref) ?? [];
    const primary = primaryTicket(tickets);
    const notes = this.#notes.get(primary?.id ?? 0) ?? [];
    const snapshot = { companyId: 1, tickets, notes, statuses: this.#statuses, member: MEMBER };
    const { changes } = planTicket(incident, snapshot, this.#settings, now);
    const steps = changes.map((change) => this.#apply(change, xref, primary, now));
    return steps.find((step) => step !== 'unchanged') ?? 'unchanged';
  }

  #apply(change: Change, xref: string, primary: Ticket | undefined, now: number): DeskStep {
    if (change.resource === 'ticket-note') {
      const text = change.fields.find(({ field }) => field === 'text')?.to;
      this.#note(primary?.id ?? 0, String(text), now);
      return 'unchanged';
    }
    if (change.op === 'create') {
      const ticket = newTicket(++this.#made, change, this.#settings.tickets.board ?? ANY_BOARD, xref, now);
      this.#tickets.set(xref, [...(this.#tickets.get(xref) ?? []), ticket]);
      const first = change.writeOnlyFields?.find(({ field }) => field.startsWith('initial'))?.value;
      this.#note(ticket.id, String(first), now);
      return 'opened';
    }
    const isClosing = idIn(change, 'status') === CLOSED;
    const others = this.#tickets.get(xref) ?? [];
    this.#tickets.set(
      xref,
      others.map((ticket) => (ticket.id === primary?.id ? withStatus(ticket, isClosing, now) : ticket)),
    );
    return isClosing ? 'closed' : 'reopened';
  }

  #note(ticketId: number, text: string, now: number): void {
    const dateCreated = isoTime(now);
    const note = { id: 0, ticketId, text, internalAnalysisFlag: true, createdBy: MEMBER, dateCreated, _info: {} };
    this.#notes.set(ticketId, [...(this.#notes.get(ticketId) ?? []), note]);
  }
}

function newTicket(
  id: number,
  change: Change,
  board: { id: number; name: string },
  externalXRef: string,
  now: number,
): Ticket {
  return {
    id,
    summary: change.label,
    company: { id: 1, name: '' },
    board,
    status: { id: OPEN, name: 'open' },
    closedFlag: false,
    externalXRef,
    sourceName: '',
    dateEntered: isoTime(now),
    _info: {},
  };
}

function withStatus(ticket: Ticket, isClosing: boolean, now: number): Ticket {
  const { closedDate: _date, closedBy: _by, ...open } = ticket;
  const status = isClosing ? { id: CLOSED, name: 'closed' } : { id: OPEN, name: 'open' };
  const closing = isClosing && { closedDate: isoTime(now), closedBy: MEMBER };
  return { ...open, status, closedFlag: isClosing, ...closing };
}

function statusOf(id: number, boardId: number): BoardStatus {
  const closedStatus = id === CLOSED;
  const escalationStatus = closedStatus ? 'Resolved' : 'NotResponded';
  const name = closedStatus ? 'closed' : 'open';
  return {
    id,
    name,
    boardId,
    closedStatus,
    defaultFlag: !closedStatus,
    inactive: false,
    sortOrder: id,
    escalationStatus,
    _info: {},
  };
}

function idIn({ fields }: Change, name: string): number | undefined {
  const value = fields.find(({ field }) => field === name)?.to;
  return value && typeof value === 'object' && !Array.isArray(value) ? Number(value.id) : undefined;
}
