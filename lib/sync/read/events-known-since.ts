import type { PortalEvent } from '../../domain/portal-facts.ts';
import { type IsoTime, isoTime } from '../../shared/time.ts';
import type { EngineDeps } from '../engine-api.ts';

type CoverageDeps = Pick<EngineDeps, 'portal' | 'store' | 'clock'>;

/**
 * Notes, at the first contact with a portal, since when its events are known: since the oldest that it still keeps, or since now
 * where it keeps none. Counts of a month that began before are not whole.
 */
export async function recordEventsKnownSince(deps: CoverageDeps, events: readonly PortalEvent[]): Promise<void> {
  const known = await eventsKnownSince(deps);
  const oldest = [...events.map(({ at }) => at), ...(known ? [known] : [])].sort()[0];
  await deps.store.cache(key(deps), oldest ?? isoTime(deps.clock()), deps.clock());
}

/** Since when the portal's events are known; undefined where nobody noted it: they count as known. */
export async function eventsKnownSince(deps: Pick<CoverageDeps, 'portal' | 'store'>): Promise<IsoTime | undefined> {
  return (await deps.store.cached<IsoTime>(key(deps)))?.value;
}

function key({ portal }: Pick<CoverageDeps, 'portal'>): string {
  return `events-since:${portal.source}`;
}
