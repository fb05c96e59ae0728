import type { JobResults } from '../../domain/job-results.ts';
import type { CustomerFacts, PortalEvent } from '../../domain/portal-facts.ts';
import { isYoungerThan } from '../../shared/age.ts';
import type { Failure } from '../../shared/errors.ts';
import { ok, type Result } from '../../shared/result.ts';
import { type IsoTime, isoTime, MINUTE } from '../../shared/time.ts';
import type { EngineDeps } from '../engine-api.ts';
import { withBilledFigures } from './billed-figures.ts';
import { eventsKnownSince } from './events-known-since.ts';

/** What the portal says of one EFS id: `facts` null means that it has no such customer. */
export interface PortalSide {
  customerId: string;
  facts: CustomerFacts | null;
  /** Events of the running month, for the statistics. */
  events: PortalEvent[];
  /** The events before this moment of the month are not known; absent: all of the month are. */
  eventsSince?: IsoTime;
  /** Of a portal that keeps the results of its jobs; read only when statistics are planned. */
  jobs?: JobResults;
  readAt: IsoTime;
}

type FactsDeps = Pick<EngineDeps, 'portal' | 'store' | 'clock'>;

/**
 * Asks the portal about the customers, and keeps the answers for screens that must answer at once. What the vendor bills is kept
 * apart, for all customers together, and joined at each look: a join that was confirmed since counts at once.
 */
export async function readFacts(deps: FactsDeps, customerIds: readonly string[]): Promise<Result<PortalSide[]>> {
  const sides: PortalSide[] = [];
  for (const customerId of customerIds) {
    const facts = await deps.portal.customer(customerId);
    if (!facts.ok) return facts;
    const readAt = facts.value?.readAt ?? isoTime(deps.clock());
    await deps.store.cache(key(customerId), facts.value, deps.clock());
    const complete = facts.value && (await withBilledFigures(deps, facts.value, 'read'));
    sides.push({ customerId, facts: complete, ...(await monthsEvents(deps, customerId)), readAt });
  }
  return ok(sides);
}

/** "The portal has no such customer" is not believed for longer: the customer may have been created since (W19). */
const ABSENCE_AGE = MINUTE;

/**
 * For a screen: from the cache unless `refresh` or nothing is there. When the portal cannot be asked, what was last
 * known with the failure beside it; customers never seen, or not there at an earlier look, are left out.
 */
export async function factsForView(
  deps: FactsDeps,
  customerIds: readonly string[],
  refresh: boolean,
): Promise<{ sides: PortalSide[]; failure?: Failure }> {
  const sides: PortalSide[] = [];
  let failure: Failure | undefined;
  for (const customerId of customerIds) {
    const cached = await deps.store.cached<CustomerFacts | null>(key(customerId));
    const isAbsence = cached?.value === null;
    const isOld = isAbsence && !isYoungerThan(ABSENCE_AGE, cached.at, deps.clock());
    if ((refresh || !cached || isOld) && !failure) {
      const read = await readFacts(deps, [customerId]);
      if (read.ok) {
        sides.push(...read.value);
        continue;
      }
      failure = read.failure;
    }
    if (!cached || isOld) continue;
    const readAt = cached.value?.readAt ?? isoTime(cached.at);
    const facts = cached.value && (await withBilledFigures(deps, cached.value, 'known'));
    sides.push({ customerId, facts, ...(await monthsEvents(deps, customerId)), readAt });
  }
  return { sides, ...(failure && { failure }) };
}

/** Account id → name of a customer's accounts, as last read; empty where nothing was. Asks nobody. */
export async function namesOfAccounts(
  { store }: Pick<FactsDeps, 'store'>,
  customerId: string,
): Promise<ReadonlyMap<string, string>> {
  const cached = await store.cached<CustomerFacts | null>(key(customerId));
  return new Map((cached?.value?.accounts ?? []).map(({ id, userName }) => [id, userName]));
}

/** Of this portal alone: another one, connected before, numbers its customers by itself. */
async function monthsEvents(deps: FactsDeps, customerId: string): Promise<Pick<PortalSide, 'events' | 'eventsSince'>> {
  const start = monthStart(deps.clock());
  const events = await deps.store.customerEvents(customerId, start);
  const since = await eventsKnownSince(deps);
  return {
    events: events.filter(({ source }) => source === deps.portal.source),
    ...(since && since > start && { eventsSince: since }),
  };
}

/**
 * Statistics count by calendar month in UTC: a configuration holds one year and month
 * (docs/reference/connectwise-rest.md#backup-statistics).
 */
export function monthStart(now: number): IsoTime {
  return `${isoTime(now).slice(0, 7)}-01T00:00:00.000Z`;
}

function key(customerId: string): string {
  return `facts:${customerId}`;
}
