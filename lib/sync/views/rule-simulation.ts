import type { NotificationRule } from '../../domain/notification-rule.ts';
import { REPORTED_BEFORE_CONTACT } from '../../domain/outcomes.ts';
import type { RuleSimulation, RuleSimulationView } from '../../domain/tickets/rule-simulation.ts';
import { type SimulatedEvent, simulateRules, type ThrottleOpens } from '../../domain/tickets/simulate-rules.ts';
import { ok, type Result } from '../../shared/result.ts';
import { DAY, isoTime, readTime } from '../../shared/time.ts';
import type { EngineDeps } from '../engine-api.ts';
import { throttle } from '../pacing/throttle.ts';
import { eventsKnownSince } from '../read/events-known-since.ts';
import { knownCustomers } from '../read/portal-customers.ts';
import type { StoredEvent } from '../store.ts';

const LOOK_BACK = 30 * DAY;
/** What was reported before is followed too, so that an incident that lasted already opens no second ticket. */
const WARM_UP = 30 * DAY;
/** Events are read day by day. */
const PAGE = DAY;

/** What a rule, saved or not, would have done in the last 30 days, by the stored events. Asks nobody but the store. */
export async function ruleSimulation(deps: EngineDeps, rule: NotificationRule): Promise<Result<RuleSimulationView>> {
  const { settings, clock } = deps;
  const until = clock();
  const time = { since: until - LOOK_BACK, until };
  const events = await readEvents(deps, time.since - WARM_UP, until);
  const saved = settings.rules.find(({ id }) => id === rule.id);
  const simulate = (rules: NotificationRule[]) => simulateRules(events, { ...settings, rules }, time, throttleOpens);
  const names = new Map((await knownCustomers(deps)).map(({ id, name }) => [id, name]));
  const knownSince = readTime(await eventsKnownSince(deps));
  return ok({
    rule: named(simulate([{ ...rule, enabled: true }]), names),
    inForce: saved ? named(simulate([saved]), names) : null,
    stored: events.filter(({ at }) => at >= time.since).length,
    since: isoTime(time.since),
    ...(knownSince !== undefined && knownSince > time.since && { knownSince: isoTime(knownSince) }),
    hasBoard: settings.tickets.board !== null,
  });
}

/** The stored events of this connection in the order in which they were decided on. */
async function readEvents(
  { store }: Pick<EngineDeps, 'store'>,
  from: number,
  until: number,
): Promise<SimulatedEvent[]> {
  const found: (SimulatedEvent & { sequence: number })[] = [];
  for (let at = from; at <= until; at += PAGE) {
    const page = await store.eventsBetween(isoTime(at), isoTime(Math.min(at + PAGE, until + 1)));
    found.push(...page.map(toSimulate));
  }
  return found.sort((a, b) => a.at - b.at || a.sequence - b.sequence);
}

function toSimulate(stored: StoredEvent): SimulatedEvent & { sequence: number } {
  const { id, at, customerId, accountId, brand, severity, type, message, ends, source, sequence, seenAt } = stored;
  // What was history at the first contact was read at once: the rules would have seen each event when it came.
  const isHistory = stored.outcomes.includes(REPORTED_BEFORE_CONTACT);
  return {
    event: {
      id,
      at,
      customerId,
      severity,
      type,
      message,
      ...(accountId && { accountId }),
      ...(brand && { brand }),
      ...(ends && { ends }),
    },
    source,
    at: readTime(isHistory ? at : seenAt) ?? 0,
    sequence,
  };
}

/** The throttle of real syncs; the times that ConnectWise shows are another browser's. */
export const throttleOpens: ThrottleOpens = (last, now) => readTime(throttle([last], now).opensAt);

function named(simulation: RuleSimulation, names: ReadonlyMap<string, string>): RuleSimulation {
  const withName = <Row extends { customerId: string }>(row: Row) => {
    const customerName = names.get(row.customerId);
    return { ...row, ...(customerName && { customerName }) };
  };
  return { ...simulation, byCustomer: simulation.byCustomer.map(withName), first: simulation.first.map(withName) };
}
