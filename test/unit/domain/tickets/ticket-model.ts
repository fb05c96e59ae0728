import type { Change } from '../../../../lib/domain/change.ts';
import type { BoardStatus, Ticket, TicketNote } from '../../../../lib/domain/connectwise-records.ts';
import { primaryTicket } from '../../../../lib/domain/tickets/plan-ticket.ts';
import type { TicketSnapshot } from '../../../../lib/domain/tickets/ticket-plan.ts';
import type { JsonValue } from '../../../../lib/shared/json.ts';
import { isoTime } from '../../../../lib/shared/time.ts';
import { BOARD, BOARD_STATUSES, DESK_STATUSES, MEMBER, XREF } from '../../../support/builders/ticket-facts.ts';

/**
 * Tickets in memory that take changes as ConnectWise does (docs/reference/connectwise-rest.md#tickets): enough to plan
 * again on what was written.
 */
export class TicketModel {
  readonly tickets = new Map<number, Ticket>();
  readonly notes: TicketNote[];
  readonly statuses: readonly BoardStatus[];

  constructor(
    tickets: readonly Ticket[],
    notes: readonly TicketNote[] = [],
    statuses: readonly BoardStatus[] = [...BOARD_STATUSES, ...DESK_STATUSES],
  ) {
    for (const ticket of tickets) this.tickets.set(ticket.id, ticket);
    this.notes = [...notes];
    this.statuses = statuses;
  }

  snapshot(): TicketSnapshot {
    const tickets = this.#byXRef();
    const primary = primaryTicket(tickets);
    const survivor = primary?.mergedParentTicket ? this.#endOfChain(primary) : undefined;
    const written = survivor ?? primary;
    return {
      companyId: 250,
      tickets,
      ...(survivor && { survivor }),
      notes: this.notes.filter(({ ticketId }) => ticketId === written?.id),
      statuses: this.statuses.filter(({ boardId }) => boardId === (written ?? { board: BOARD }).board.id),
      member: MEMBER,
    };
  }

  apply(changes: readonly Change[], now: number): void {
    for (const change of changes) {
      if (change.resource === 'ticket-note') {
        this.#note(Number(change.ref.ticketId), String(newValue(change, 'text')), now);
      } else if (change.op === 'create') this.#create(change, now);
      else this.#update(change, now);
    }
  }

  /** Open tickets of the incident that are not merged. */
  open(): Ticket[] {
    return this.#byXRef().filter(({ closedFlag, mergedParentTicket }) => !closedFlag && !mergedParentTicket);
  }

  #byXRef(): Ticket[] {
    return [...this.tickets.values()].filter(({ externalXRef }) => externalXRef === XREF).sort((a, b) => a.id - b.id);
  }

  #create(change: Change, now: number): void {
    const id = Math.max(0, ...this.tickets.keys()) + 1;
    const status = this.#statusOf(idOf(change, 'status') ?? 10, Number(idOf(change, 'board')));
    this.tickets.set(id, {
      id,
      summary: String(newValue(change, 'summary')),
      company: { id: Number(idOf(change, 'company')), name: '' },
      board: BOARD,
      status: { id: status.id, name: status.name },
      closedFlag: status.closedStatus,
      externalXRef: String(newValue(change, 'externalXRef')),
      sourceName: '',
      dateEntered: isoTime(now),
      _info: {},
    });
    const text = change.writeOnlyFields?.find(({ field }) => field.startsWith('initial'))?.value;
    this.#note(id, String(text), now);
  }

  #update(change: Change, now: number): void {
    const ticket = this.tickets.get(Number(change.ref.id));
    if (!ticket) throw new Error(`No ticket ${change.ref.id}.`);
    const relied = change.preconditions?.find(({ field }) => field === 'board')?.value;
    if (JSON.stringify(relied) !== JSON.stringify({ id: ticket.board.id }))
      throw new Error('Planned for another board.');
    const wanted =
      idOf(change, 'status') ?? this.statuses.find((one) => one.boardId === ticket.board.id && one.closedStatus)?.id;
    const status = this.#statusOf(Number(wanted), ticket.board.id);
    const parent = idOf(change, 'mergedParentTicket');
    const { closedDate: _date, closedBy: _by, ...rest } = ticket;
    this.tickets.set(ticket.id, {
      ...rest,
      status: { id: status.id, name: status.name },
      closedFlag: status.closedStatus,
      ...(status.closedStatus && { closedDate: isoTime(now), closedBy: MEMBER }),
      ...(parent !== undefined && { mergedParentTicket: { id: parent } }),
    });
  }

  #note(ticketId: number, text: string, now: number): void {
    const id = this.notes.length + 1_000;
    this.notes.push({
      id,
      ticketId,
      text,
      internalAnalysisFlag: true,
      createdBy: MEMBER,
      dateCreated: isoTime(now),
      _info: {},
    });
  }

  #statusOf(id: number, boardId: number): BoardStatus {
    const status = this.statuses.find((one) => one.id === id && one.boardId === boardId && !one.inactive);
    if (!status) throw new Error(`Service Status ${id} not found for Service Board ${boardId}`);
    return status;
  }

  #endOfChain(from: Ticket): Ticket | undefined {
    let at: Ticket | undefined = from;
    for (let step = 0; step < 5 && at?.mergedParentTicket; step++) at = this.tickets.get(at.mergedParentTicket.id);
    return at === from ? undefined : at;
  }
}

function newValue(change: Change, field: string): JsonValue | undefined {
  return change.fields.find((one) => one.field === field)?.to;
}

function idOf(change: Change, field: string): number | undefined {
  const value = newValue(change, field);
  return value && typeof value === 'object' && !Array.isArray(value) ? Number(value.id) : undefined;
}
