import type { FindingSeverity } from '../../../lib/domain/finding.ts';

export const SEVERITY_WORDS: Record<FindingSeverity, string> = { error: 'Error', warning: 'Warning', info: 'Note' };

/** Marks at fields and rows of ConnectWise's pages. */

export const field = (field: string) => `Backup Bridge on ${field}`;
export const makeSmall = 'Make small';
export const chooseCustomer = 'Choose customer…';
/** @param more findings of the row besides the worst */
export const row = (row: string, severity: FindingSeverity, message: string, more: number) =>
  `${row}: ${SEVERITY_WORDS[severity]}: ${message}${more > 0 ? `, and ${more} more` : ''}`;
export const rowFindings = (row: string) => `Findings of ${row}`;
export const list = 'Backup Bridge on this list';
