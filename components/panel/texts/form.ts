import type { FindingSeverity } from '../../../lib/domain/finding.ts';
import { count } from '../../ui/format.ts';

const SEVERITY_NOUNS: Record<FindingSeverity, string> = { error: 'error', warning: 'warning', info: 'note' };

/** The one line about a form. */

export const addition = 'addition';
export const label = (subject: string) => `Backup Bridge on this ${subject}`;
/** Before the counts. */
export const subject = (subject: string) => `This ${subject}:`;
export const counted = (n: number, severity: FindingSeverity) => count(n, SEVERITY_NOUNS[severity]);
