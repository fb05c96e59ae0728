import type { PortalEvent } from '../domain/portal-facts.ts';
import type { IsoTime } from '../shared/time.ts';
import type { OutboxEntry, StoredEvent } from '../sync/store.ts';

/** An event as version 1 of the database kept it: it waited for nothing but the sync of its customer. */
export interface EventOfVersion1 extends PortalEvent {
  source: string;
  seenAt: IsoTime;
  sequence: number;
  state: 'waiting' | 'done' | 'skipped' | 'needs-user';
  outcomes: string[];
}

export type EntryOfVersion1 = Omit<OutboxEntry, 'kind' | 'incidentKey' | 'manual'>;

/** What version 1 said of events from before the first contact, which caused no work. */
const HISTORY = 'Reported before this browser was connected: counted in the statistics, nothing pushed.';

/** When an event of version 1 was processed was not kept, so `processedAt` stays absent. */
export function upgradedEvent(event: EventOfVersion1): StoredEvent {
  const sync = `sync:${event.customerId}`;
  if (event.state === 'waiting') return { ...event, waitsFor: [sync], reported: [] };
  const key = event.outcomes[0] === HISTORY ? 'rules' : sync;
  return { ...event, waitsFor: [], reported: [{ key, state: event.state, outcomes: event.outcomes }] };
}

export function upgradedEntry(entry: EntryOfVersion1): OutboxEntry {
  return { ...entry, kind: 'sync' };
}
