import { type HealthState, WORST_FIRST } from '../../lib/domain/health.ts';

/** The state that the user has to know of first; of nothing it is unknown. */
export function worst(states: readonly HealthState[]): HealthState {
  return WORST_FIRST.find((state) => states.includes(state)) ?? 'unknown';
}

/** Worst first; equals stay in their order. */
export function worstHealthFirst<T extends { health: { state: HealthState } }>(entries: readonly T[]): T[] {
  return [...entries].sort((a, b) => WORST_FIRST.indexOf(a.health.state) - WORST_FIRST.indexOf(b.health.state));
}
