import type { FindingSeverity } from '../../lib/domain/finding.ts';
import { type HealthState, WORST_FIRST } from '../../lib/domain/health.ts';
import type { SourceKind } from '../../lib/domain/portal-facts.ts';

export const HEALTH_WORDS: Record<HealthState, string> = {
  ok: 'OK',
  warning: 'Warning',
  error: 'Error',
  never: 'Never backed up',
  parked: 'Parked',
  unknown: 'Unknown',
};

export const SEVERITY_WORDS: Record<FindingSeverity, string> = { error: 'Error', warning: 'Warning', info: 'Note' };

export const SOURCE_WORDS: Record<SourceKind, string> = {
  'efs-portal': 'the EFS portal',
  x360recover: 'x360Recover',
};

/** The state that the user has to know of first; of nothing it is unknown. */
export function worst(states: readonly HealthState[]): HealthState {
  return WORST_FIRST.find((state) => states.includes(state)) ?? 'unknown';
}

/** Worst first; equals stay in their order. */
export function worstHealthFirst<T extends { health: { state: HealthState } }>(entries: readonly T[]): T[] {
  return [...entries].sort((a, b) => WORST_FIRST.indexOf(a.health.state) - WORST_FIRST.indexOf(b.health.state));
}
