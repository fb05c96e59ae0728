import { formatNumber } from '../../ui/format.ts';

/** The panel around what it shows. */

export const label = 'Backup Bridge';
export const tab = 'Backup';
export const refresh = 'Refresh';
/** Read out before what is seen on the tab, and what it means. */
export const openTab = (label: string) => `Open ${label}. `;
/** Why an open panel has no room. */
export const noRoom = {
  window: 'This window is too small for the open panel.',
  dialog: 'The panel opens when the window over it is closed.',
};
export const collapse = (label: string) => `Collapse ${label}`;
export const collapseTitle = 'Collapse (Esc)';
/** What the number on the tab counts. */
export const findings = (n: number) => (n === 0 ? 'No findings' : n === 1 ? 'finding' : 'findings');
export const width = 'Width of the panel';
export const widthValue = (pixels: number) => `${pixels} pixels`;
export const widthTitle = 'Drag, or press the arrow keys, to change the width';
/** Of a long list, what is not shown yet. */
export const more = (n: number) => `and ${formatNumber(n)} more`;
