import { TOLD_BY_RULES } from '../domain/outcomes.ts';
import type { IsoTime } from '../shared/time.ts';
import type { SettledState, SettledWith, StoredEvent } from '../sync/store.ts';

type Told = StoredEvent['told'];
type Standing = Pick<StoredEvent, 'waitsFor' | 'told' | 'state' | 'outcomes' | 'processedAt'>;

/** What the event log shows of an event that waits for these works and was told this. */
export function standing(waitsFor: readonly string[], told: Told, at: IsoTime): Standing {
  const inOrder = [...told].sort((a, b) => rank(a.key) - rank(b.key));
  const outcomes = inOrder.flatMap((one) => one.outcomes);
  const waits = waitsFor.length > 0;
  return {
    waitsFor: [...waitsFor],
    told: inOrder,
    state: waits ? 'waiting' : worst(told.map(({ state }) => state)),
    outcomes,
    ...(!waits && { processedAt: at }),
  };
}

/** The event after one of the works that it waits for has ended. */
export function tell(
  event: StoredEvent,
  key: string,
  said: NonNullable<SettledWith['events']>,
  at: IsoTime,
): StoredEvent {
  const waitsFor = event.waitsFor.filter((one) => one !== key);
  const told = [...event.told, { key, state: said.state, outcomes: [...said.outcomes] }];
  return { ...event, ...standing(waitsFor, told, at) };
}

function rank(key: string): number {
  if (key.startsWith('sync:')) return 0;
  return key === TOLD_BY_RULES ? 2 : 1;
}

function worst(states: readonly SettledState[]): SettledState {
  if (states.includes('needs-person')) return 'needs-person';
  return states.includes('done') ? 'done' : 'skipped';
}
