import { sentence } from '../../shared/errors.ts';
import type { EngineDeps } from '../engine-api.ts';
import { settingsNow } from '../read/settings-now.ts';
import type { OutboxEntry } from '../store.ts';
import { recordOngoingResult } from '../tickets/ongoing-result.ts';
import { type TicketWork, workTicket } from '../tickets/work-ticket.ts';
import { type Handled, settle, settleFailure, settleInReview } from './settle-entry.ts';

/** Works on the ticket of one problem. No throttle is in its way, and a user's confirmation counts for consent. */
export async function handleTicket(deps: EngineDeps, entry: OutboxEntry): Promise<Handled> {
  const { settings } = deps;
  if (!entry.confirmed && settings.role !== 'viewer' && settings.tickets.board && !settings.automatic.tickets)
    return settleInReview(deps, entry);
  const work = await workTicket(entry.confirmed ? withConsent(deps) : deps, entry);
  if (entry.confirmed && entry.incidentKey) await recordResult(deps, entry.incidentKey, work);
  if ('failure' in work) return settleFailure(deps, entry, work.failure, work.run);
  const { again, events, run } = work;
  // A user's closing is respected for a while: the entry stays until then, although its events have their outcome.
  const next = again === undefined ? ({ state: 'done' } as const) : ({ state: 'waiting', dueAt: again } as const);
  await settle(deps, entry, next, { events, ...(run && { run }) });
  return work.byAnother ? 'done-by-another' : undefined;
}

/** For this work alone: a user looked at it in a page of our own. */
function withConsent(deps: EngineDeps): EngineDeps {
  const consented = (settings: EngineDeps['settings']) => ({
    ...settings,
    automatic: { ...settings.automatic, tickets: true },
  });
  return {
    ...deps,
    settings: consented(deps.settings),
    settingsNow: async () => consented(await settingsNow(deps)),
  };
}

async function recordResult(deps: EngineDeps, incidentKey: string, work: TicketWork): Promise<void> {
  if ('failure' in work)
    return recordOngoingResult(deps, incidentKey, { state: 'failed', text: sentence(work.failure) });
  const { ticketId, events } = work;
  const state = ticketId === undefined ? 'failed' : 'done';
  await recordOngoingResult(deps, incidentKey, {
    state,
    ...(ticketId !== undefined && { ticketId }),
    text: events.outcomes.join(' '),
  });
}
