import { NO_TICKET_INTEGRATION } from '../outcomes.ts';
import type { Settings } from '../settings.ts';
import type { Incident } from './incident.ts';
import { planEnded } from './plan-ended.ts';
import { planLasting } from './plan-lasting.ts';
import { ticketCase } from './ticket-case.ts';
import { mergeDuplicates } from './ticket-changes.ts';
import type { TicketPlan, TicketSnapshot } from './ticket-plan.ts';

export { primaryTicket } from './primary-ticket.ts';

/**
 * Plans what must be written for exactly one ticket to track a problem and show its newest state. Pure, and converging:
 * planned again after being written, nothing is left.
 */
export function planTicket(
  incident: Incident,
  snapshot: TicketSnapshot,
  settings: Pick<Settings, 'tickets' | 'prefix'>,
  now: number,
): TicketPlan {
  const { board } = settings.tickets;
  if (!board) return { changes: [], outcome: NO_TICKET_INTEGRATION };
  const one = ticketCase(incident, snapshot, settings, now);
  const merges = mergeDuplicates(one);
  const plan = incident.lasts ? planLasting(one, board) : planEnded(one);
  if (merges.length === 0) return plan;
  const merged = merges.map(({ ref }) => `#${ref.id}`).join(', ');
  return {
    ...plan,
    changes: [...merges, ...plan.changes],
    outcome: `Merged ${merged} into ticket #${plan.ticketId}: one ticket for one incident. ${plan.outcome}`,
  };
}
