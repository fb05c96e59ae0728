import { TOLD_BY_RULES } from '../domain/outcomes.ts';
import type { EventView } from '../domain/views.ts';
import type { EngineDeps } from './engine-api.ts';
import { knownCustomers, portalCustomers } from './portal-customers.ts';

/** The newest events with what came of each, newest first. Asks the portal for the customers' names when none are known yet. */
export async function eventViews(deps: EngineDeps, limit: number): Promise<EventView[]> {
  await portalCustomers(deps, Number.POSITIVE_INFINITY);
  return storedEventViews(deps, limit);
}

/** The same from what is stored alone: the log stays readable while a connection is missing. */
export async function storedEventViews(deps: Pick<EngineDeps, 'store'>, limit: number): Promise<EventView[]> {
  const events = await deps.store.events(limit);
  const names = new Map((await knownCustomers(deps)).map(({ id, name }) => [id, name]));
  return events.map((event) => {
    const { id, source, at, seenAt, customerId, accountId, severity, type, message, state, outcomes } = event;
    const customerName = names.get(customerId);
    return {
      id,
      source,
      at,
      seenAt,
      customerId,
      ...(customerName && { customerName }),
      ...(accountId && { accountId }),
      severity,
      type,
      message,
      state,
      outcomes,
      ...(event.processedAt && { processedAt: event.processedAt }),
      actions: event.told.filter(({ key }) => key !== TOLD_BY_RULES).length,
    };
  });
}
