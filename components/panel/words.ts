import type { FindingSeverity } from '../../lib/domain/finding.ts';
import type { HealthState } from '../../lib/domain/health.ts';
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
