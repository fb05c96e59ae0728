import { formatNumber } from '../../ui/format.ts';

/** The panel around what it shows. */

export const label = 'Backup Bridge';
export const refresh = 'Refresh';
export const collapse = `Collapse ${label}`;
export const collapseTitle = 'Collapse (Esc)';
export const openWindow = 'Open in a window';
export const pin = 'Keep open on every screen';
export const pinned = 'Stays open on every screen';
/** Of a long list, what is not shown yet. */
export const more = (n: number) => `and ${formatNumber(n)} more`;
