import { isSamePair } from '../../domain/connection-pair.ts';
import { automaticParts, hasSyncPart } from '../../domain/consent.ts';
import { REPORTED_BEFORE_CONTACT } from '../../domain/outcomes.ts';
import { decideEvent } from '../../domain/tickets/decide-event.ts';
import type { Failure } from '../../shared/errors.ts';
import { nameOf } from '../../shared/log.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { isoTime } from '../../shared/time.ts';
import type { EngineDeps } from '../engine-api.ts';
import { connectionOf } from '../read/connection-of.ts';
import type { StoredEvent, WorkOfEvent } from '../store.ts';
import { drainManual } from './drain.ts';

/**
 * A user has an old event processed again, by the rules and settings of today, at once and past the throttle. What happens
 * is worked out from the state of the account's problems now: an old failure of a problem that is over opens no ticket.
 * Failures: `not-found`, `needs-user` when no rule applies. `finished` settles when it was tried, however it ended.
 */
export async function reprocess(
  deps: EngineDeps,
  source: string,
  eventId: string,
): Promise<Result<{ finished: Promise<void> }>> {
  const event = await deps.store.event(source, eventId);
  if (!event) {
    return fail({
      code: 'not-found',
      message: 'This event is no longer in the log.',
      nextStep: 'Sync the company instead.',
      value: eventId,
    });
  }
  const foreign = foreignEvent(deps, event);
  if (foreign) return fail(foreign);
  const work = await workToday(deps, event);
  if (!work.sync && !work.tickets.length) {
    return fail({
      code: 'needs-user',
      message: work.outcomes.join(' ') || 'There is nothing to do for this event.',
      nextStep: 'Look at Options › Notification rules and Options › Tickets, or sync the company instead.',
      value: eventId,
    });
  }
  const parts = automaticParts(deps.settings);
  const written = { sync: work.sync && hasSyncPart(parts), tickets: parts.tickets ? work.tickets : [] };
  if (!written.sync && !written.tickets.length) return fail(inReview(work, eventId));
  await deps.store.reprocess(event, written, isoTime(deps.clock()));
  return ok({ finished: drained(deps) });
}

/** What was reported at another ConnectWise or portal, or was history at the first contact, is never written here. */
function foreignEvent(deps: EngineDeps, event: StoredEvent): Failure | undefined {
  const isOther = !isSamePair(event, connectionOf(deps));
  const isHistory = event.outcomes.includes(REPORTED_BEFORE_CONTACT);
  if (!isOther && !isHistory) return undefined;
  const what =
    event.portal !== deps.portal.source ? 'portal' : event.tenant !== deps.connectWise.tenant ? 'ConnectWise' : '';
  return {
    code: 'conflict',
    message: what
      ? `This event was reported before this ${what} was connected.`
      : 'This event was reported before setup.',
    nextStep: 'Sync the company instead.',
    value: event.id,
  };
}

async function workToday({ store, settings, clock }: EngineDeps, event: StoredEvent) {
  const incidents = await store.incidentsOfCustomer(event.customerId);
  const known = incidents.filter(({ accountId }) => accountId === (event.accountId ?? ''));
  return decideEvent(event, event.source, known, settings, clock());
}

/** No part of what the event causes may be written without a preview. */
function inReview({ sync }: WorkOfEvent, eventId: string): Failure {
  return {
    code: 'rejected',
    message: `Automatic sync is off for ${sync ? 'what this event causes' : 'tickets'}: nothing is written without a preview.`,
    nextStep: `Turn it on under Options › Connections${sync ? ', or use Sync now… in the panel on the company’s page' : ''}.`,
    field: 'automatic',
    value: eventId,
  };
}

/** What fails here waits in the outbox: the next drain takes it up. */
async function drained(deps: EngineDeps): Promise<void> {
  try {
    await drainManual(deps);
  } catch (error) {
    deps.log.error('reprocess', 'Reprocessing ended unexpectedly.', { error: nameOf(error) });
  }
}
