import type { EventView } from '../../domain/event-view.ts';
import { REPORTED_BY_RULES } from '../../domain/outcomes.ts';
import type { Failure } from '../../shared/errors.ts';
import type { EngineDeps } from '../engine-api.ts';
import { connectionStop } from '../pacing/connection-stop.ts';
import { type Halt, waitOf } from '../pacing/event-waits.ts';
import { standByState } from '../standby/stand-by-state.ts';
import type { StoredEvent } from '../store.ts';

export type StoredDeps = Pick<EngineDeps, 'store' | 'clock'>;

/** Returns events with what came of each, or why they wait, under the names of their customers. */
export async function viewsOf(
  deps: StoredDeps,
  events: readonly StoredEvent[],
  customers: readonly { id: string; name: string }[],
): Promise<EventView[]> {
  const waits = events.some(({ state }) => state === 'waiting') ? await readWaits(deps) : () => ({});
  const wanted = new Set(events.map(({ customerId }) => customerId));
  const names = new Map(customers.filter(({ id }) => wanted.has(id)).map(({ id, name }) => [id, name]));
  return events.map((event) => {
    const { id, source, at, seenAt, customerId, accountId, severity, type, message, state, outcomes } = event;
    const { details, portalUrl } = event;
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
      ...(details && { details }),
      ...(portalUrl && { portalUrl }),
      state,
      outcomes,
      ...(event.processedAt && { processedAt: event.processedAt }),
      ...(state === 'waiting' && waits(event)),
      actions: event.reported.filter(({ key }) => key !== REPORTED_BY_RULES).length,
    };
  });
}

/** Reads what events wait for, once for all of them. */
export async function readWaits(
  deps: StoredDeps,
): Promise<(event: Pick<StoredEvent, 'waitsFor'>) => ReturnType<typeof waitOf>> {
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
  return leads ? undefined : { failure: ANOTHER_SYNCS, until: nextLookAt };
}

const ANOTHER_SYNCS: Failure = {
  code: 'interrupted',
  message: 'Another browser, or a runner, syncs to this ConnectWise.',
  nextStep: 'This one does it if the other stops.',
};
