import type { SimulatorClock } from '../clock.ts';
import { ticketNotes } from './resources/ticket-notes.ts';
import { tickets } from './resources/tickets.ts';
import type { ConnectWiseState, TableName } from './state.ts';
import { type NewRow, type Row, valueAt } from './table.ts';
import { draftOf, settle } from './write.ts';

/** A technician at the service board. */
const TECHNICIAN = 'jsmith';
/** What the mail connector signs its tickets with. */
const MAIL_CONNECTOR = 'zEmailConnector';

/**
 * What users (and the mail connector) do to tickets and companies in ConnectWise's own client, with the effects that REST
 * would have: the same checks and the same derived members. Ids are those of the record.
 */
export class Users {
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

  /** A user's own ticket, or one that the mail connector made of a portal's e-mail. Answers its number. */
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

  /**
   * A second company of the same name with the same managed-ID entries, as imports make it. Returns its id. Agreements stay
   * with the first.
   */
  duplicateCompany(id: number): number {
    const { companies, managementSummaryReports } = this.#state.tables;
    const copy = this.#copy('companies', this.#company(id), {});
    const identifier = `${String(copy.identifier).slice(0, 24)}-${copy.id}`;
    companies.update(copy.id, { identifier }, { identifier: TECHNICIAN });
    const company = { id: copy.id, identifier, name: copy.name };
    for (const entry of managementSummaryReports.where('company/id', id)) {
      this.#copy('managementSummaryReports', entry, { company });
    }
    return copy.id;
  }

  /** REST goes on to list it, with `deletedFlag`, and its entries (docs/reference/connectwise-rest.md#companies). */
  deleteCompany(id: number): void {
    const deleted = { deletedFlag: true, dateDeleted: this.#clock.iso(), deletedBy: TECHNICIAN };
    this.#state.tables.companies.update(this.#company(id).id, deleted, { identifier: TECHNICIAN });
  }

  /** Gives a company the first status that counts as inactive. */
  deactivateCompany(id: number): void {
    const { companies, companyStatuses } = this.#state.tables;
    const status = companyStatuses.all().find(({ inactiveFlag }) => inactiveFlag === true);
    if (!status) throw new Error('ConnectWise has no inactive status.');
    const members = { status: { id: status.id, name: status.name } };
    companies.update(this.#company(id).id, members, { identifier: TECHNICIAN });
  }

  #copy(table: TableName, row: Row, members: Record<string, unknown>): Row {
    const { id: _id, _info, ...rest } = row;
    const copy: NewRow = { ...rest, ...members };
    return this.#state.tables[table].insert(copy, { identifier: TECHNICIAN });
  }

  #company(id: number): Row {
    const company = this.#state.tables.companies.get(id);
    if (!company) throw new RangeError(`ConnectWise has no company ${id}.`);
    return company;
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
