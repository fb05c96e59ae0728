import type { EventView } from '../../domain/event-view.ts';
import { REPORTED_BY_RULES } from '../../domain/outcomes.ts';
import type { Failure } from '../../shared/errors.ts';
import type { EngineDeps } from '../engine-api.ts';
import { connectionStop } from '../pacing/connection-stop.ts';
import { type Halt, waitOf } from '../pacing/event-waits.ts';
import { knownCustomers, portalCustomers } from '../read/portal-customers.ts';
import { standByState } from '../standby/stand-by-state.ts';
import type { StoredEvent } from '../store.ts';

type StoredDeps = Pick<EngineDeps, 'store' | 'clock'>;

/** The newest events with what came of each, newest first. Asks the portal for the customers' names when none are known yet. */
export async function eventViews(deps: EngineDeps, limit: number): Promise<EventView[]> {
  await portalCustomers(deps, Number.POSITIVE_INFINITY);
  return storedEventViews(deps, limit);
}

/** The same from what is stored alone: the log stays readable while a connection is missing. */
export async function storedEventViews(deps: StoredDeps, limit: number): Promise<EventView[]> {
  const events = await deps.store.events(limit);
  const waits = events.some(({ state }) => state === 'waiting') ? await readWaits(deps) : () => ({});
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
      ...(state === 'waiting' && waits(event)),
      actions: event.reported.filter(({ key }) => key !== REPORTED_BY_RULES).length,
    };
  });
}

/** Reads what events wait for, once for all of them. */
async function readWaits(deps: StoredDeps): Promise<(event: StoredEvent) => ReturnType<typeof waitOf>> {
  const entries = new Map((await deps.store.outbox()).map((entry) => [entry.key, entry]));
  const halt = (await connectionStop(deps)) ?? (await anotherWorks(deps));
  const now = deps.clock();
  return ({ waitsFor }) =>
    waitOf(
      waitsFor.flatMap((key) => entries.get(key) ?? []),
      halt,
      now,
    );
}

async function anotherWorks(deps: StoredDeps): Promise<Halt | undefined> {
  const { leads, nextLookAt } = await standByState(deps);
  return leads ? undefined : { failure: ANOTHER_BROWSER, until: nextLookAt };
}

const ANOTHER_BROWSER: Failure = {
  code: 'interrupted',
  message: 'Another browser syncs to this ConnectWise.',
  nextStep: 'This one does it if the other stops.',
};
