import type { EventView } from '../../domain/event-view.ts';
import type { Failure } from '../../shared/errors.ts';
import { isoTime } from '../../shared/time.ts';
import type { OutboxEntry } from '../store.ts';

type Wait = Pick<EventView, 'waitsBecause' | 'nextAttemptAt'>;

/** What holds up automatic work as a whole: a connection that was given up for a while, or another browser that does it. */
export interface Halt {
  failure: Failure;
  /** Milliseconds since the epoch. */
  until: number;
}

/**
 * Returns why an event waits, from the outbox entries that owe it an outcome. One that failed says more than one that waits for the
 * 12 hours between automatic syncs, and that more than one in its turn. Pure.
 * @param now milliseconds since the epoch
 */
export function waitOf(entries: readonly OutboxEntry[], halt: Halt | undefined, now: number): Wait {
  const waits = entries.map((entry) => waitOfEntry(entry, halt, now));
  return waits.find((wait) => wait.waitsBecause) ?? waits.find((wait) => wait.nextAttemptAt) ?? {};
}

function waitOfEntry(entry: OutboxEntry, halt: Halt | undefined, now: number): Wait {
  if (entry.state === 'leased') return {};
  // What a user requested is not held up with the automatic work.
  const held = entry.manual || !halt || halt.until <= now ? undefined : halt;
  const due = Math.max(entry.dueAt, held?.until ?? 0);
  const waitsBecause = entry.failure ?? held?.failure;
  if (waitsBecause) return { waitsBecause, ...(Number.isFinite(due) && { nextAttemptAt: isoTime(due) }) };
  return entry.dueAt > now && Number.isFinite(due) ? { nextAttemptAt: isoTime(due) } : {};
}
