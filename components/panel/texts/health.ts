import type { HealthState } from '../../../lib/domain/health.ts';
import type { SourceKind } from '../../../lib/domain/portal-facts.ts';
import { count } from '../../ui/format.ts';

export const HEALTH_WORDS: Record<HealthState, string> = {
  ok: 'OK',
  warning: 'Warning',
  error: 'Error',
  never: 'Never backed up',
  parked: 'Parked',
  unknown: 'Unknown',
};

export const SOURCE_WORDS: Record<SourceKind, string> = {
  'efs-portal': 'the EFS portal',
  x360recover: 'x360Recover',
  file: 'the imported file',
};

/** Backup health of customers and their accounts. */

export const customer = (name: string) => `Backup of ${name}`;
export const unknownCustomer = 'Not known to the portal';
export const accounts = (n: number) => count(n, 'account');
/** Before the age of what was read. */
export const readBefore = (source: SourceKind) => `From ${SOURCE_WORDS[source]}, read `;
/** Before the link to the ticket. */
export const ticketBefore = 'Ticket ';

export const openInPortal = (name: string) => `Open ${name} in the portal`;
/** @param age how long ago it ended */
export const bootCheck = (healthy: boolean, age: string) => `Boot check ${healthy ? 'passed' : 'failed'} ${age}.`;
export const noBootCheck = 'No boot check.';
