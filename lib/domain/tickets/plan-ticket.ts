import type { Change } from '../change.ts';
import type { BoardStatus, Ticket, TicketNote } from '../connectwise-records.ts';
import type { Settings } from '../settings.ts';
import type { ProblemRecord } from './problem.ts';

/** What ConnectWise holds about one problem, read a moment ago. */
export interface TicketSight {
  companyId: number;
  /** Every ticket that carries the problem's external reference, by id ascending. */
  tickets: readonly Ticket[];
  /** The end of the merge chain of the ticket that stands, when that was folded into another; absent: it was not. */
  survivor?: Ticket;
  /** Notes of the ticket that stands, or of its survivor; empty when there is none. */
  notes: readonly TicketNote[];
  /** Statuses of the board that this ticket is on now; of the settings' board when there is none. */
  statuses: readonly BoardStatus[];
  /** The API member that writes for us: tells our own closing and notes from a person's. */
  member: string;
}

export interface TicketPlan {
  /** In the order in which they must be written. */
  changes: Change[];
  /** The ticket that stands for the problem now, if any; a new one has no number yet. */
  ticketId?: number;
  /** What is said when nothing is changed, and why. */
  outcome: string;
  /** Milliseconds since the epoch: look again then although no event comes (a person's closing is respected until then). */
  again?: number;
}

/**
 * What must be written so that exactly one ticket stands for a problem and tells its newest state. Pure, and converging:
 * planned again after being written, nothing is left.
 */
export function planTicket(
  problem: ProblemRecord,
  sight: TicketSight,
  settings: Pick<Settings, 'tickets' | 'prefix'>,
  now: number,
): TicketPlan {
  throw new Error(`Not written yet: ${problem.key} ${sight.companyId} ${settings.prefix} ${now}`);
}
