import type { SimulatorClock } from '../clock.ts';
import { ticketNotes } from './resources/ticket-notes.ts';
import { tickets } from './resources/tickets.ts';
import type { ConnectWiseState } from './state.ts';
import { type Row, valueAt } from './table.ts';
import { draftOf, settle } from './write.ts';

/** A technician at the service board. */
const TECHNICIAN = 'jsmith';
/** What the mail connector signs its tickets with. */
const MAIL_CONNECTOR = 'zEmailConnector';

/**
 * What people (and the mail connector) do to tickets in ConnectWise's own client, with the effects that REST would have:
 * the same checks and the same derived members. Ids are ticket numbers.
 */
export class People {
  readonly #state: ConnectWiseState;
  readonly #clock: SimulatorClock;

  constructor(state: ConnectWiseState, clock: SimulatorClock) {
    this.#state = state;
    this.#clock = clock;
  }

  /** Moves a ticket to another board, where it gets that board's default status. */
  moveTicket(id: number, boardId: number): void {
    const statuses = this.#state.tables.boardStatuses.where('board/id', boardId);
    const status = statuses.find(({ defaultFlag }) => defaultFlag === true) ?? statuses[0];
    this.#write(id, { board: { id: boardId }, status: status && { id: status.id, name: status.name } });
  }

  closeTicket(id: number): void {
    this.#setClosed(id, true);
  }

  reopenTicket(id: number): void {
    this.#setClosed(id, false);
  }

  /** Bundles a ticket under another one; it stays a ticket of its own. */
  makeChild(id: number, parentId: number): void {
    this.#write(id, { parentTicketId: this.#ticket(parentId).id });
  }

  /** Folds a ticket into another one: closed, and naming where it lives on. */
  mergeInto(id: number, survivorId: number): void {
    const { id: survivor, summary } = this.#ticket(survivorId);
    this.#setClosed(id, true);
    this.#write(id, { mergedParentTicket: { id: survivor, summary } });
  }

  addNote(id: number, text: string): void {
    const note = { ticketId: this.#ticket(id).id, text, detailDescriptionFlag: true };
    const draft = this.#draft(note, undefined, TECHNICIAN);
    this.#state.tables.ticketNotes.insert(settle(ticketNotes, draft), { identifier: TECHNICIAN });
  }

  /** A person's own ticket, or one that the mail connector made of a portal's e-mail. Answers its number. */
  createTicket(
    companyId: number,
    summary: string,
    { byMail = false, boardId }: { byMail?: boolean; boardId?: number } = {},
  ): number {
    const writer = byMail ? MAIL_CONNECTOR : TECHNICIAN;
    const row = {
      summary,
      company: { id: companyId },
      ...(boardId !== undefined && { board: { id: boardId } }),
      source: byMail ? { id: 4, name: 'Email Connector' } : { id: 2, name: 'Call' },
    };
    return this.#state.tables.tickets.insert(settle(tickets, this.#draft(row, undefined, writer)), {
      identifier: writer,
    }).id;
  }

  #setClosed(id: number, closed: boolean): void {
    const boardId = Number(valueAt(this.#ticket(id), 'board/id'));
    const statuses = this.#state.tables.boardStatuses.where('board/id', boardId);
    const status = statuses.find(({ closedStatus }) => (closedStatus === true) === closed);
    if (!status) throw new Error(`Board ${boardId} has no such status.`);
    this.#write(id, { status: { id: status.id, name: status.name } });
  }

  #write(id: number, members: Record<string, unknown>): void {
    const before = this.#ticket(id);
    const row = settle(tickets, this.#draft({ ...before, ...members }, before, TECHNICIAN));
    this.#state.tables.tickets.update(id, row, { identifier: TECHNICIAN });
  }

  #draft(row: Record<string, unknown>, before: Row | undefined, writer: string) {
    return draftOf(row, before, row, { state: this.#state, clock: this.#clock, writer });
  }

  #ticket(id: number): Row {
    const ticket = this.#state.tables.tickets.get(id);
    if (!ticket) throw new RangeError(`ConnectWise has no ticket ${id}.`);
    return ticket;
  }
}
