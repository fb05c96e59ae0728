import { isoTime } from '../../shared/time.ts';
import type { PortalEvent } from '../portal-facts.ts';
import type { Settings } from '../settings.ts';
import { decideEvent } from './decide-event.ts';
import { type Incident, incidentKey } from './incident.ts';
import { ruleMatches } from './rule-matches.ts';
import type { RuleSimulation, SimulatedTicket } from './rule-simulation.ts';
import { SimulatedDesk } from './simulated-desk.ts';

/** An event as it went, or would have gone, through the rules. */
export interface SimulatedEvent {
  event: PortalEvent;
  source: string;
  /** When it was decided on, in milliseconds since the epoch. */
  at: number;
}

/** The time that is counted, in milliseconds since the epoch. What came before `since` is followed and not counted. */
export interface SimulatedTime {
  since: number;
  until: number;
}

/**
 * Returns when the throttle lets a customer be synced again, in milliseconds since the epoch; undefined: at once.
 * @param last when the last automatic sync began
 */
export type ThrottleOpens = (last: number | undefined, now: number) => number | undefined;

/** So many tickets are listed. */
const LISTED = 20;

/**
 * Returns what these rules would have done with the events: each goes through `decideEvent`, and the ticket work that it causes
 * through `planTicket` on a board in memory, as if automatic sync had been on and a board chosen. Pure.
 * @param events in the order in which they were decided on
 */
export function simulateRules(
  events: Iterable<SimulatedEvent>,
  settings: Pick<Settings, 'rules' | 'tickets' | 'prefix'>,
  time: SimulatedTime,
  opens: ThrottleOpens,
): RuleSimulation {
  const board = settings.tickets.board ?? { id: 1, name: 'any' };
  const using = { ...settings, tickets: { ...settings.tickets, board }, role: 'syncer' as const };
  const incidents = new Map<string, Map<string, Incident>>();
  const tickets = ticketCount(using, time);
  const syncs = syncCount(time, opens);
  let matched = 0;
  for (const { at, together } of polls(events)) {
    /** Work is done once for all that came together, and finds the newest state. */
    const works = new Map<string, { account: ReadonlyMap<string, Incident>; event: PortalEvent }>();
    const synced = new Map<string, number>();
    for (const { event, source } of together) {
      const account = incidentsOf(incidents, event);
      const decided = decideEvent(event, source, [...account.values()], using, at);
      for (const incident of decided.incidents) account.set(incident.key, incident);
      for (const key of decided.tickets) works.set(key, { account, event });
      if (decided.sync) synced.set(event.customerId, (synced.get(event.customerId) ?? 0) + 1);
      if (at >= time.since && using.rules.some((rule) => rule.enabled && ruleMatches(rule, event))) matched++;
    }
    for (const [customerId, asking] of synced) syncs.ask(customerId, at, asking);
    for (const [key, { account, event }] of works) {
      const incident = account.get(key);
      if (incident) tickets.work(incident, event, at);
    }
  }
  return { events: matched, ...tickets.counted(), ...syncs.counted() };
}

/** Events that were decided on at the same moment: those of one poll. */
function* polls(events: Iterable<SimulatedEvent>): Generator<{ at: number; together: SimulatedEvent[] }> {
  let poll: { at: number; together: SimulatedEvent[] } | undefined;
  for (const one of events) {
    if (poll?.at === one.at) poll.together.push(one);
    else {
      if (poll) yield poll;
      poll = { at: one.at, together: [one] };
    }
  }
  if (poll) yield poll;
}

/** Incidents of the event's account, by key. */
function incidentsOf(known: Map<string, Map<string, Incident>>, { customerId, accountId }: PortalEvent) {
  const account = incidentKey(customerId, accountId, 'backup-finished');
  const found = known.get(account) ?? new Map<string, Incident>();
  known.set(account, found);
  return found;
}

function ticketCount(settings: Pick<Settings, 'tickets' | 'prefix'>, { since }: SimulatedTime) {
  const desk = new SimulatedDesk(settings);
  const opened: SimulatedTicket[] = [];
  /** By incident: its newest ticket, where that is counted. */
  const newest = new Map<string, SimulatedTicket>();
  let [reopened, closed] = [0, 0];
  return {
    work(incident: Incident, event: PortalEvent, at: number): void {
      const step = desk.work(incident, at);
      const ticket = newest.get(incident.key);
      const isCounted = at >= since;
      if (step === 'opened') {
        const made = ticketOf(incident, event, at);
        newest.set(incident.key, made);
        if (isCounted) opened.push(made);
      } else if (step === 'reopened') {
        if (isCounted) reopened++;
        delete ticket?.closedAt;
      } else if (step === 'closed') {
        if (isCounted) closed++;
        if (ticket) ticket.closedAt = isoTime(at);
      }
    },
    counted: () => ({
      opened: opened.length,
      reopened,
      closed,
      stillOpen: opened.filter(({ closedAt }) => closedAt === undefined).length,
      byCustomer: counts(opened.map(({ customerId }) => customerId)).map(([customerId, n]) => ({
        customerId,
        opened: n,
      })),
      byType: counts(opened.map(({ type }) => type)).map(([type, n]) => ({ type, opened: n })),
      first: opened.slice(0, LISTED),
    }),
  };
}

function ticketOf({ customerId, accountId, kind }: Incident, event: PortalEvent, at: number): SimulatedTicket {
  const { severity, message } = event;
  return { openedAt: isoTime(at), customerId, ...(accountId && { accountId }), type: kind, severity, message };
}

/** Each value with how often it occurs, the most first. */
function counts<Value extends string>(values: readonly Value[]): [Value, number][] {
  const found = new Map<Value, number>();
  for (const value of values) found.set(value, (found.get(value) ?? 0) + 1);
  return [...found].sort(([a, n], [b, m]) => m - n || a.localeCompare(b));
}

/** One sync of a customer at a time, and none before the throttle opens: what is asked for until then is one sync, when it does. */
function syncCount({ since, until }: SimulatedTime, opens: ThrottleOpens) {
  const customers = new Map<string, { last?: number; due?: number }>();
  let [syncs, throttled] = [0, 0];
  const ran = (at: number) => {
    if (at >= since && at <= until) syncs++;
    return { last: at };
  };
  const upTo = (customerId: string, now: number) => {
    const state = customers.get(customerId) ?? {};
    return state.due !== undefined && state.due <= now ? ran(state.due) : state;
  };
  return {
    ask(customerId: string, now: number, events: number): void {
      const state = upTo(customerId, now);
      const opensAt = opens(state.last, now);
      if (opensAt === undefined) customers.set(customerId, ran(now));
      else {
        if (now >= since) throttled += events;
        customers.set(customerId, { ...state, due: opensAt });
      }
    },
    counted: () => {
      for (const customerId of customers.keys()) customers.set(customerId, upTo(customerId, until));
      return { syncs, throttled };
    },
  };
}
