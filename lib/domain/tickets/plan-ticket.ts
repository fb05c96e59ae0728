import type { Problem } from '../../shared/errors.ts';
import type { Change } from '../change.ts';
import type { BoardStatus, Ticket, TicketNote } from '../connectwise-records.ts';
import { NO_TICKET_INTEGRATION } from '../outcomes.ts';
import type { Settings } from '../settings.ts';
import { planEnded } from './plan-ended.ts';
import { planLasting } from './plan-lasting.ts';
import type { ProblemRecord } from './incident.ts';
import { ticketCase } from './ticket-case.ts';
import { mergeDuplicates } from './ticket-changes.ts';

export { standingTicket } from './primary-ticket.ts';

/** What ConnectWise holds about one problem, read a moment ago. */
export interface TicketSight {
  companyId: number;
  /** Every ticket that carries the problem's external reference, by id ascending. */
  tickets: readonly Ticket[];
  /**
   * The end of the merge chain of the ticket that stands (`standingTicket`), when that was folded into another. Absent: it was
   * not, or what it was folded into is gone; then it stands for nothing any more.
   */
  survivor?: Ticket;
  /** Notes of the ticket that stands, or of its survivor; empty when there is none. */
  notes: readonly TicketNote[];
  /** Statuses of the board that this ticket is on now; of the settings' board when there is none. */
  statuses: readonly BoardStatus[];
  /** The API member that writes for us: tells our own closing from a person's. */
  member: string;
  /** IANA name of the tenant's time zone, for times in texts; absent: not known. */
  timeZone?: string;
}

export interface TicketPlan {
  /** In the order in which they must be written. */
  changes: Change[];
  /** The ticket that stands for the problem now, if any; a new one has no number yet. */
  ticketId?: number;
  /** What was done, once the changes are written; with none: why nothing is changed. Says what is odd about the ticket. */
  outcome: string;
  /** Milliseconds since the epoch: look again then although no event comes (a person's closing is respected until then). */
  again?: number;
  /** Set: something is in the way that only a person can mend. */
  problem?: Problem;
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
  const { board } = settings.tickets;
  if (!board) return { changes: [], outcome: NO_TICKET_INTEGRATION };
  const one = ticketCase(problem, sight, settings, now);
  const merges = mergeDuplicates(one);
  const plan = problem.lasts ? planLasting(one, board) : planEnded(one);
  if (merges.length === 0) return plan;
  const merged = merges.map(({ ref }) => `#${ref.id}`).join(', ');
  return {
    ...plan,
    changes: [...merges, ...plan.changes],
    outcome: `Merged ${merged} into ticket #${plan.ticketId}: one ticket for one problem. ${plan.outcome}`,
  };
}
