import type { HealthState } from '../../../lib/domain/health.ts';
import { count } from '../../ui/format.ts';
import { HEALTH_WORDS } from './health.ts';

/** The head of a company's panel, and what is read out while it waits. */

export const planning = 'Comparing the portal with ConnectWise';
export const readingHealth = 'Reading backup health';
export const subtitle = (health: HealthState, findings: number) =>
  `Backup: ${HEALTH_WORDS[health]} · ${count(findings, 'finding')}`;
export const reading = 'Reading…';
export const notRead = 'Could not be read';
