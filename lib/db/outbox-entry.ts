import type { ConnectionPair } from '../domain/connection-pair.ts';
import { type IsoTime, readTime } from '../shared/time.ts';
import type { OutboxEntry, OutboxOutcome, WorkOfEvent } from '../sync/store.ts';
import type { KeptEntry } from './schema.ts';

/** How an outbox entry moves from state to state, see `outbox-store.ts`. Pure; the stores around it read and write. */

/** Whom an entry works for. */
export type Work = Pick<OutboxEntry, 'tenant' | 'portal' | 'key' | 'kind' | 'customerId' | 'incidentKey'>;

/** The newest event that an entry works for. */
export interface Newest {
  at: IsoTime;
  sequence: number;
}

/** Returns the works that an event of this customer causes, the sync first. */
export function worksOf({ tenant, portal }: ConnectionPair, customerId: string, work: WorkOfEvent): Work[] {
  const whose = { tenant, portal, customerId };
  const works: Work[] = work.sync ? [{ ...whose, key: `sync:${customerId}`, kind: 'sync' }] : [];
  for (const incidentKey of new Set(work.tickets)) {
    works.push({ ...whose, key: `ticket:${incidentKey}`, kind: 'ticket', incidentKey });
  }
  return works;
}

/** Returns the entry of a work after new events: a new one, or the existing one with the events noted on it. */
export function enqueued(existing: KeptEntry | undefined, work: Work, newest: Newest, now: number): KeptEntry {
  if (!existing) return fresh(work, newest, now);
  const noted = { ...existing, ...newestMembers(newest) };
  // A lease continues (settling sees the newer sequence), and a retry keeps its delay; anything else is due now.
  if (existing.state === 'leased' || (existing.state === 'waiting' && existing.failure)) return noted;
  // Due "in the future" comes from a clock that was set back.
  if (existing.state === 'pending') return { ...noted, dueAt: Math.min(existing.dueAt, now) };
  return { ...withoutFailure(noted), state: 'pending', dueAt: now, attempts: 0 };
}

/** Returns the entry after a user requested it: due now, whatever it waited for. A lease continues, and the entry is due again after it. */
export function markManual(existing: KeptEntry | undefined, work: Work, newest: Newest, now: number): KeptEntry {
  const noted: KeptEntry = {
    ...(existing ?? fresh(work, newest, now)),
    ...newestMembers(newest),
    manual: true,
    manualSequence: newest.sequence,
  };
  if (noted.state === 'leased') return noted;
  return { ...withoutFailure(noted), state: 'pending', dueAt: now, attempts: 0 };
}

/** Returns the entry after its customer was linked to a company: due now. Undefined: it waits for something else. */
export function linked(entry: KeptEntry): KeptEntry | undefined {
  const waits = entry.state === 'needs-user' || entry.state === 'waiting';
  if (!waits || entry.failure?.code !== 'not-linked') return undefined;
  const dueAt = readTime(entry.newestEventAt) ?? 0;
  return { ...withoutFailure(entry), state: 'pending', attempts: 0, dueAt };
}

/**
 * Returns what is left of an entry after its outcome; undefined: nothing.
 * @param worked the entry as it was leased: what came later is not settled with it.
 * @param reported whether its events have their outcome now.
 */
export function afterSettling(
  current: KeptEntry,
  worked: Pick<OutboxEntry, 'newestSequence'>,
  next: OutboxOutcome,
  reported: boolean,
): KeptEntry | undefined {
  const free = withoutFailure(keepManual(unleased(current), worked, reported));
  if (next.state === 'waiting' && next.failure) {
    return { ...free, state: 'waiting', dueAt: next.dueAt, failure: next.failure };
  }
  // Events that came while the entry was leased have no outcome yet: due now, as a first attempt.
  if (current.newestSequence > worked.newestSequence) {
    return { ...free, state: 'pending', attempts: 0, dueAt: readTime(current.newestEventAt) ?? 0 };
  }
  if (next.state === 'waiting') return { ...free, state: 'waiting', attempts: 0, dueAt: next.dueAt };
  if (next.state === 'needs-user') {
    return { ...free, state: 'needs-user', dueAt: Number.POSITIVE_INFINITY, failure: next.failure };
  }
  return undefined;
}

export function unleased(entry: KeptEntry): KeptEntry {
  const { leaseToken: _token, leaseUntil: _until, ...free } = entry;
  return free;
}

function fresh(work: Work, newest: Newest, now: number): KeptEntry {
  return { ...work, state: 'pending', enqueuedAt: newest.at, attempts: 0, dueAt: now, ...newestMembers(newest) };
}

function newestMembers(newest: Newest): Pick<OutboxEntry, 'newestEventAt' | 'newestSequence'> {
  return { newestEventAt: newest.at, newestSequence: newest.sequence };
}

/** A user's request ends with the outcome of work that began after it; a retry, and work that began before it, keep it. */
function keepManual(entry: KeptEntry, worked: Pick<OutboxEntry, 'newestSequence'>, reported: boolean): KeptEntry {
  if (!reported || (entry.manualSequence ?? 0) > worked.newestSequence) return entry;
  const { manual: _manual, manualSequence: _sequence, confirmed: _confirmed, ...rest } = entry;
  return rest;
}

function withoutFailure(entry: KeptEntry): KeptEntry {
  const { failure: _failure, ...rest } = entry;
  return rest;
}
