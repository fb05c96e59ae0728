import type { ConnectionPair } from '../domain/connection-pair.ts';
import { NOT_EVALUATED, REPORTED_BY_RULES } from '../domain/outcomes.ts';
import type { PortalEvent } from '../domain/portal-facts.ts';
import type { Incident } from '../domain/tickets/incident.ts';
import type { DecideEvent, LeftOutEvent, StoredEvent } from '../sync/store.ts';
import { worksOf } from './outbox-entry.ts';
import { ownKey } from './owned.ts';
import type { Write } from './transaction.ts';

/** What taking a page of events writes to. */
export const TAKING: ['events', 'incidents', 'cursors', 'counters', 'outbox', 'logChanges'] = [
  'events',
  'incidents',
  'cursors',
  'counters',
  'outbox',
  'logChanges',
];

/** What one event comes to, before anything of it is written. */
export type Evaluated =
  | { known: true }
  | { leftOut: LeftOutEvent }
  | { event: PortalEvent; incidents: Incident[]; works: ReturnType<typeof worksOf>; reported: StoredEvent['reported'] };

/** IndexedDB refuses the event's own values so; anything else concerns the whole page. */
const REFUSED = new Set(['DataCloneError', 'DataError']);

/**
 * Reads what is known of an event and lets `decide` say what it causes. An event that cannot be stored is left out, and one
 * that cannot be evaluated is stored without work, for the user: neither takes the rest of its page down.
 */
export async function evaluateEvent(
  transaction: Write<typeof TAKING>,
  pair: ConnectionPair,
  source: string,
  event: PortalEvent,
  decide: DecideEvent,
): Promise<Evaluated> {
  try {
    // Portals deliver at least once: the first copy is kept, with the outcome that it may already have.
    if (await transaction.objectStore('events').getKey([source, event.id])) return { known: true };
    const incidents = transaction.objectStore('incidents');
    const known = await incidents.index('byAccount').getAll(ownKey(pair, event.customerId, event.accountId ?? ''));
    const decided = decision(pair, event, source, known, decide);
    // A refusal in the middle of writing would leave a part of the event behind, so cloning is tried before.
    structuredClone([event, decided]);
    return { event, ...decided };
  } catch (error) {
    const name = error instanceof Error || error instanceof DOMException ? error.name : '';
    if (!REFUSED.has(name)) throw error;
    return { leftOut: { event, why: `The browser cannot store this event (${name}).` } };
  }
}

function decision(
  pair: ConnectionPair,
  event: PortalEvent,
  source: string,
  known: readonly Incident[],
  decide: DecideEvent,
): Pick<Extract<Evaluated, { event: unknown }>, 'incidents' | 'works' | 'reported'> {
  try {
    const decided = decide(event, source, known);
    const works = worksOf(pair, event.customerId, decided);
    return { incidents: decided.incidents, works, reported: reportedAtOnce(decided.outcomes, works.length > 0) };
  } catch {
    const reported: StoredEvent['reported'] = [
      { key: REPORTED_BY_RULES, state: 'needs-user', outcomes: [NOT_EVALUATED] },
    ];
    return { incidents: [], works: [], reported };
  }
}

function reportedAtOnce(outcomes: readonly string[], waits: boolean): StoredEvent['reported'] {
  if (!outcomes.length && waits) return [];
  return [{ key: REPORTED_BY_RULES, state: 'skipped', outcomes: [...outcomes] }];
}
