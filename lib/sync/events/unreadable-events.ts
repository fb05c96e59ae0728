import type { SkippedValue } from '../../domain/portal-facts.ts';
import type { UnreadableEvent } from '../../domain/unreadable-event.ts';
import { isYoungerThan } from '../../shared/age.ts';
import { HOUR, isoTime, readTime } from '../../shared/time.ts';
import type { EngineDeps } from '../engine-api.ts';
import type { LeftOutEvent, SyncStore } from '../store.ts';

const KEY = 'poll:unreadable';
/** So many are kept, the newest. */
const MOST = 50;
/** So often the time of a record that is delivered again and again is stored. */
const AGAIN = HOUR;

/** Events of the portal that could not be read or stored, newest first. */
export async function unreadableEvents({ store }: Pick<EngineDeps, 'store'>): Promise<UnreadableEvent[]> {
  return (await store.cached<UnreadableEvent[]>(KEY))?.value ?? [];
}

/**
 * Keeps what a page of events held and could not be read or stored, so that the user sees it. The same record is kept once,
 * with the time of its last delivery.
 */
export async function keepUnreadable(
  deps: { store: Pick<SyncStore, 'cached' | 'cache'>; clock: EngineDeps['clock'] },
  source: string,
  skipped: readonly SkippedValue[],
  leftOut: readonly LeftOutEvent[],
): Promise<void> {
  const at = isoTime(deps.clock());
  const found = [...wholeRecords(skipped), ...leftOut.map(refused)].map((one) => ({ ...one, source, at }));
  if (!found.length) return;
  const before = (await deps.store.cached<UnreadableEvent[]>(KEY))?.value ?? [];
  // A device that stays unreadable is met by every poll: the time of its last delivery need not be exact.
  const known = new Map(before.map((one) => [keyOf(one), one]));
  const isKnown = (one: UnreadableEvent) =>
    isYoungerThan(AGAIN, readTime(known.get(keyOf(one))?.at) ?? Number.NEGATIVE_INFINITY, deps.clock());
  if (found.every(isKnown)) return;
  const kept = new Map([...found, ...before].reverse().map((one) => [keyOf(one), one]));
  const newest = [...kept.values()].reverse().sort((a, b) => (a.at === b.at ? 0 : a.at < b.at ? 1 : -1));
  await deps.store.cache(KEY, newest.slice(0, MOST), deps.clock());
}

type Found = Omit<UnreadableEvent, 'source' | 'at'>;

/** Records that were left out as a whole; one with several unreadable values is named by the first. */
function wholeRecords(skipped: readonly SkippedValue[]): Found[] {
  const first = new Map<string, Found>();
  for (const { record, path, value, why, id } of skipped) {
    if (record === undefined || first.has(record)) continue;
    first.set(record, { path, value, why, ...(id !== undefined && { id }) });
  }
  return [...first.values()];
}

function refused({ event, why }: LeftOutEvent): Found {
  const id = typeof event.id === 'string' ? event.id : undefined;
  return {
    path: id === undefined ? 'events' : `events/${id}`,
    value: shown(event),
    why,
    ...(id !== undefined && { id }),
  };
}

function shown(value: unknown): string {
  try {
    return (JSON.stringify(value) ?? 'nothing').slice(0, 100);
  } catch {
    return 'something that cannot be written down';
  }
}

function keyOf({ source, id, path, value }: UnreadableEvent): string {
  return JSON.stringify(id === undefined ? [source, path, value] : [source, id]);
}
