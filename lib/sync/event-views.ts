import type { EventView } from '../domain/views.ts';
import type { EngineDeps } from './engine-api.ts';
import { portalCustomers } from './portal-customers.ts';

/** The newest events with what came of each, newest first. Never asks the portal just for a name. */
export async function eventViews(deps: EngineDeps, limit: number): Promise<EventView[]> {
  const events = await deps.store.events(limit);
  const customers = await portalCustomers(deps, Number.POSITIVE_INFINITY);
  const names = new Map(customers.ok ? customers.value.map(({ id, name }) => [id, name]) : []);
  return events.map(({ id, at, seenAt, customerId, accountId, severity, type, message, state, outcomes }) => {
    const customerName = names.get(customerId);
    return {
      id,
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
    };
  });
}
