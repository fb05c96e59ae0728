import { isDueAt } from '../../domain/due.ts';
import { customerOf } from '../../domain/efs-id.ts';
import type { Incident } from '../../domain/tickets/incident.ts';
import { xrefOf } from '../../domain/tickets/xref.ts';
import { MINUTE, readTime, SECOND } from '../../shared/time.ts';
import { throttle } from '../pacing/throttle.ts';
import type { ConfigurationOwner } from '../ports.ts';
import type { OutboxEntry, OutboxOutcome, SettledWith } from '../store.ts';

/** What another browser has done of an entry's work, in the words of `SyncStore.settleUntaken`. Undefined: nothing. */
export interface Decision {
  events: NonNullable<SettledWith['events']>;
  next: OutboxOutcome;
}

/** A leader has done what is due for longer than this: two polls and a sync. */
export const TAKE_OVER = 75 * SECOND;
/** So long may the last entries of a great heap take while the leader is seen to work on it. */
export const BUSY = 30 * MINUTE;

/** Entries that are due and that a user did not ask for, which never wait for another browser. */
export function isDue(entry: OutboxEntry, now: number): boolean {
  return !entry.manual && entry.state !== 'needs-user' && isDueAt(entry.dueAt, now);
}

/** Milliseconds for which the entry could have been worked on. */
export function waitedFor(entry: OutboxEntry, now: number): number {
  const enqueuedAt = readTime(entry.enqueuedAt) ?? 0;
  // Enqueued or due "in the future": the clock was set back since.
  return now - Math.max(entry.dueAt <= now ? entry.dueAt : 0, enqueuedAt <= now ? enqueuedAt : 0);
}

/** When our API member last wrote statistics of each customer, in milliseconds since the epoch, by customer id. */
export function lastSyncTimes(
  owners: readonly ConfigurationOwner[],
  prefix: string,
  member: string,
): ReadonlyMap<string, number> {
  const times = new Map<string, number>();
  for (const { deviceIdentifier, lastUpdated, updatedBy } of owners) {
    const at = readTime(lastUpdated);
    const customerId = customerOf(deviceIdentifier, prefix);
    if (at === undefined || customerId === undefined || updatedBy !== member) continue;
    times.set(customerId, Math.max(at, times.get(customerId) ?? 0));
  }
  return times;
}

/**
 * A customer that was synced within the throttle. What happened before that sync went with it; what came later waits, as it
 * does in the browser that synced, until the throttle opens.
 * @param newestEventAt when the newest of the entry's events happened, by the portal.
 */
export function evaluateSync(
  syncedAt: number | undefined,
  newestEventAt: number | undefined,
  now: number,
): Decision | undefined {
  const state = throttle([syncedAt], now);
  if (state.open || syncedAt === undefined) return undefined;
  const included = newestEventAt !== undefined && newestEventAt <= syncedAt;
  return {
    events: { state: 'skipped', outcomes: [state.sentence ?? ''] },
    next: included ? { state: 'done' } : { state: 'waiting', dueAt: readTime(state.opensAt) ?? now },
  };
}

/**
 * An incident's ticket: as long as the incident lasts one is open, and afterwards none.
 * @param open ticket numbers by external reference.
 */
export function evaluateTicket(
  incident: Incident | undefined,
  open: ReadonlyMap<string, number>,
  prefix: string,
): Decision | undefined {
  if (!incident) return undefined;
  const ticket = open.get(xrefOf(incident, prefix));
  if (incident.lasts !== (ticket !== undefined)) return undefined;
  const outcome =
    ticket === undefined
      ? 'ConnectWise has no open ticket of this incident any more: closed by another browser.'
      : `ConnectWise ticket #${ticket} tracks this incident: written by another browser.`;
  return { events: { state: 'done', outcomes: [outcome] }, next: { state: 'done' } };
}
