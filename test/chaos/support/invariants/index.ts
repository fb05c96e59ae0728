import type { ChaosWorld } from '../world.ts';
import { duplicatesUntouched } from './duplicates.ts';
import { everyEventEnded } from './events.ts';
import { untouchedOutsideThePlan } from './fields.ts';
import { nothingLeftOver } from './left-over.ts';
import { planOfNewestFacts } from './newest-facts.ts';
import { noSecrets } from './secrets.ts';
import { oneTicketPerIncident } from './tickets.ts';

/** Which promise of docs/reference/sync.md#promises is broken, and how, in one sentence. */
export interface Violation {
  invariant: 'events' | 'tickets' | 'newest-facts' | 'fields' | 'secrets' | 'left-over' | 'duplicates';
  what: string;
}

/**
 * Everything that must hold once the world is quiet. Empty: all does. The plan is made last, from a fresh browser, because
 * it reads much.
 */
export async function brokenInvariants(world: ChaosWorld): Promise<Violation[]> {
  const reported = async (invariant: Violation['invariant'], found: Promise<string[]> | string[]) =>
    (await found).map((what) => ({ invariant, what }));
  return [
    ...(await reported('events', everyEventEnded(world))),
    ...(await reported('left-over', nothingLeftOver(world))),
    ...(await reported('tickets', oneTicketPerIncident(world))),
    ...(await reported('fields', untouchedOutsideThePlan(world))),
    ...(await reported('duplicates', duplicatesUntouched(world))),
    ...(await reported('secrets', noSecrets(world))),
    ...(await reported('newest-facts', planOfNewestFacts(world))),
  ];
}

export function inWords(violations: readonly Violation[]): string {
  return violations.map(({ invariant, what }) => `[${invariant}] ${what}`).join('\n');
}
