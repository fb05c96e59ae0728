import { REPORTED_BY_RULES } from '../domain/outcomes.ts';
import type { IsoTime } from '../shared/time.ts';
import type { SettledState, SettledWith, StoredEvent } from '../sync/store.ts';

type Reported = StoredEvent['reported'];
type LogState = Pick<StoredEvent, 'waitsFor' | 'reported' | 'state' | 'outcomes' | 'processedAt'>;

/** What the event log shows of an event that waits for these works and has these reports. */
export function eventState(waitsFor: readonly string[], reported: Reported, at: IsoTime): LogState {
  const inOrder = [...reported].sort((a, b) => rank(a.key) - rank(b.key));
  const outcomes = inOrder.flatMap((one) => one.outcomes);
  const waits = waitsFor.length > 0;
  return {
    waitsFor: [...waitsFor],
    reported: inOrder,
    state: waits ? 'waiting' : worst(reported.map(({ state }) => state)),
    outcomes,
    ...(!waits && { processedAt: at }),
  };
}

/** Returns the event after one of the works that it waits for has ended. */
export function withReport(
  event: StoredEvent,
  key: string,
  said: NonNullable<SettledWith['events']>,
  at: IsoTime,
): StoredEvent {
  const waitsFor = event.waitsFor.filter((one) => one !== key);
  const reported = [...event.reported, { key, state: said.state, outcomes: [...said.outcomes] }];
  return { ...event, ...eventState(waitsFor, reported, at) };
}

function rank(key: string): number {
  if (key.startsWith('sync:')) return 0;
  return key === REPORTED_BY_RULES ? 2 : 1;
}

function worst(states: readonly SettledState[]): SettledState {
  if (states.includes('needs-user')) return 'needs-user';
  return states.includes('done') ? 'done' : 'skipped';
}
