import type { JobResults } from '../../domain/job-results.ts';
import type { CustomerFacts, PortalEvent } from '../../domain/portal-facts.ts';
import { measuredServices } from '../../domain/quantity.ts';
import { dayInUtc } from '../../domain/usage-history.ts';
import { isYoungerThan } from '../../shared/age.ts';
import type { Failure } from '../../shared/errors.ts';
import { ok, type Result } from '../../shared/result.ts';
import { type IsoTime, isoTime, MINUTE } from '../../shared/time.ts';
import type { EngineDeps } from '../engine-api.ts';
import { withBilledFigures } from './billed-figures.ts';
import { eventsKnownSince } from './events-known-since.ts';
import { wrongDay } from './wrong-day.ts';

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

type FactsDeps = Pick<EngineDeps, 'portal' | 'connectWise' | 'store' | 'clock' | 'settings'>;

/**
 * Asks the portal about the customers, and keeps the answers for screens that must answer at once. What the vendor bills is kept
 * apart, for all customers together, and joined at each look: a join that was confirmed since counts at once.
 * @param reader a sync writes no errors, and a portal may take a request per device for them; a screen shows them
 */
export async function readFacts(
  deps: FactsDeps,
  customerIds: readonly string[],
  reader: 'sync' | 'screen' = 'sync',
): Promise<Result<PortalSide[]>> {
  const sides: PortalSide[] = [];
  for (const customerId of customerIds) {
    const found = await deps.portal.customer(customerId, { withoutErrors: reader === 'sync' });
    if (!found.ok) return found;
    const kept = reader === 'sync' ? await withKnownErrors(deps, customerId, found.value) : found.value;
    const readAt = kept?.readAt ?? isoTime(deps.clock());
    await deps.store.cache(key(customerId), kept, deps.clock());
    const facts = kept && (await withBilledFigures(deps, kept, 'read'));
    if (facts) await recordUsage(deps, facts);
    sides.push({ customerId, facts, ...(await monthsEvents(deps, customerId)), readAt });
  }
  return ok(sides);
}

/** So that a usage of today can be looked up when the portal says another one. Which day is today must be sure for it. */
async function recordUsage(deps: FactsDeps, facts: CustomerFacts): Promise<void> {
  const { store, settings, clock } = deps;
  if (wrongDay(deps)) return;
  const measured = measuredServices(facts, settings, clock());
  if (measured.length > 0) await store.recordUsage(facts.customer.id, dayInUtc(clock()), measured);
}

/** With the errors that a screen read before, of accounts that the portal describes as it did then. */
async function withKnownErrors(
  { store }: Pick<FactsDeps, 'store'>,
  customerId: string,
  facts: CustomerFacts | null,
): Promise<CustomerFacts | null> {
  const cached = await store.cached<CustomerFacts | null>(key(customerId));
  const known = new Map((cached?.value?.accounts ?? []).map((account) => [account.id, account]));
  const accounts = facts?.accounts.map((account) => {
    const before = known.get(account.id);
    const isSame =
      before?.lastStatus === account.lastStatus &&
      before?.statusReason === account.statusReason &&
      before?.lastBackupAt === account.lastBackupAt;
    const { lastError = isSame ? before?.lastError : undefined } = account;
    return lastError ? { ...account, lastError } : account;
  });
  return facts && accounts ? { ...facts, accounts } : facts;
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
      const read = await readFacts(deps, [customerId], 'screen');
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

/**
 * For a look at many customers: what was read less than `maxAge` milliseconds ago, else the portal is asked. What is kept has the last
 * errors that a screen read, if any.
 */
export async function factsNotOlder(
  deps: FactsDeps,
  customerIds: readonly string[],
  maxAge: number,
): Promise<Result<PortalSide[]>> {
  const sides: PortalSide[] = [];
  for (const customerId of customerIds) {
    const cached = await deps.store.cached<CustomerFacts | null>(key(customerId));
    if (!cached?.value || !isYoungerThan(maxAge, cached.at, deps.clock())) {
      const read = await readFacts(deps, [customerId]);
      if (!read.ok) return read;
      sides.push(...read.value);
      continue;
    }
    const facts = await withBilledFigures(deps, cached.value, 'known');
    sides.push({ customerId, facts, ...(await monthsEvents(deps, customerId)), readAt: cached.value.readAt });
  }
  return ok(sides);
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
