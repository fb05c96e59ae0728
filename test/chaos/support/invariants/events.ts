import { eventRecord } from '../../../simulator/portal/efs-records.ts';
import type { ChaosWorld } from '../world.ts';

/**
 * Invariant 1: every event of the portal is stored in every browser, and ended in exactly one outcome, visible in the log.
 * @param since of the events that the portal reported from then on; older ones may be deleted already
 */
export async function everyEventEnded(world: ChaosWorld, since = 0): Promise<string[]> {
  const events = world.simulation.portal.events.filter(({ at }) => at >= since);
  const reported = events.map((event) => String(eventRecord(event).id));
  const found: string[] = [];
  for (const browser of world.browsers) {
    const stored = await browser.look((store) => store.events(Number.MAX_SAFE_INTEGER));
    const byId = new Map(stored.map((event) => [event.id, event]));
    const lost = reported.filter((id) => !byId.has(id));
    if (lost.length > 0) found.push(`${browser.name} lost the events ${lost.join(', ')}.`);
    if (byId.size !== stored.length) found.push(`${browser.name} stored an event twice.`);
    for (const { id, type, state, waitsFor, reported, outcomes } of stored) {
      const event = `${browser.name}: event ${id} (${type})`;
      if (state === 'waiting') found.push(`${event} still waits for ${waitsFor.join(', ') || 'nothing'}.`);
      else if (waitsFor.length > 0) found.push(`${event} is ${state} but waits for ${waitsFor.join(', ')}.`);
      else if (outcomes.length === 0) found.push(`${event} is ${state} without an outcome.`);
      if (new Set(reported.map(({ key }) => key)).size < reported.length)
        found.push(`${event} got a work's end twice.`);
    }
  }
  return found;
}
