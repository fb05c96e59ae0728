import type { Failure } from '../../shared/errors.ts';
import type { Change } from '../change.ts';
import type { BoardStatus, Ticket, TicketNote } from '../connectwise-records.ts';
import type { AccountKind } from '../portal-facts.ts';
import type { AvailableChoices, UnknownChoices } from '../ticket-choices.ts';

/** What ConnectWise holds about one problem, read a moment ago. */
export interface TicketSnapshot {
  companyId: number;
  /** Every ticket that carries the problem's external reference, by id ascending. */
  tickets: readonly Ticket[];
  /**
   * The end of the merge chain of the primary ticket (`primaryTicket`), when that was folded into another. Absent: it was
   * not, or what it was folded into is gone; then it tracks nothing any more.
   */
  survivor?: Ticket;
  /** Notes of the primary ticket, or of its survivor; empty when there is none. */
  notes: readonly TicketNote[];
  /** Statuses of the board that this ticket is on now; of the settings' board when there is none. */
  statuses: readonly BoardStatus[];
  /** The API member that writes for us: distinguishes our own closing from a user's. */
  member: string;
  /** IANA name of the tenant's time zone, for times in texts; absent: not known. */
  timeZone?: string;
  /** What is protected; absent where nobody asked, for no new ticket is needed or none has a choice. */
  accountKind?: AccountKind;
  /** What a new ticket may get, or why that is not known; absent where nobody asked. */
  choices?: AvailableChoices | UnknownChoices;
}

export interface TicketPlan {
  /** In the order in which they must be written. */
  changes: Change[];
  /** The ticket that tracks the problem now, if any; a new one has no number yet. */
  ticketId?: number;
  /** What was done, once the changes are written; with none: why nothing is changed. Says what is odd about the ticket. */
  outcome: string;
  /** Milliseconds since the epoch: look again then although no event comes (a user's closing is respected until then). */
  again?: number;
  /** Set: something is in the way that only a user can fix. */
  failure?: Failure;
}
