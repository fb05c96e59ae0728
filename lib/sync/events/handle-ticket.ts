import type { EngineDeps } from '../engine-api.ts';
import type { OutboxEntry } from '../store.ts';
import { workTicket } from '../tickets/work-ticket.ts';
import { type Handled, settle, settleFailure, settleInReview } from './settle-entry.ts';

/** Works on the ticket of one problem. No throttle is in its way. */
export async function handleTicket(deps: EngineDeps, entry: OutboxEntry): Promise<Handled> {
  const { settings } = deps;
  if (settings.role !== 'viewer' && settings.tickets.board && !settings.automatic.tickets)
    return settleInReview(deps, entry);
  const work = await workTicket(deps, entry);
  if ('failure' in work) return settleFailure(deps, entry, work.failure, work.run);
  const { again, events, run } = work;
  // A user's closing is respected for a while: the entry stays until then, although its events have their outcome.
  const next = again === undefined ? ({ state: 'done' } as const) : ({ state: 'waiting', dueAt: again } as const);
  await settle(deps, entry, next, { events, ...(run && { run }) });
  return work.byAnother ? 'done-by-another' : undefined;
}
