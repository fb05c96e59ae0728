/** The place of the panel at the edge of ConnectWise's page. */

export const label = 'Backup Bridge';
export const tab = 'Backup';
/** Read out before what is seen on the tab, and what it means. */
export const openTab = `Open ${label}. `;
/** Why an open panel has no room. */
export const noRoom = {
  window: 'This window is too small for the open panel.',
  dialog: 'The panel opens when the window over it is closed.',
};
export const state = (words: string) => `Backup: ${words}`;
/** What the number on the tab counts. */
export const findings = (n: number) => (n === 0 ? 'No findings' : n === 1 ? 'finding' : 'findings');
export const width = 'Width of the panel';
export const widthValue = (pixels: number) => `${pixels} pixels`;
export const widthTitle = 'Drag, or press the arrow keys, to change the width';

/** ConnectWise's page does not let the frame appear. */
export const refused = 'The panel cannot appear in this page.';
export const refusedWhy = 'ConnectWise’s page does not let it be shown here. It works the same in a window of its own.';
export const openWindow = 'Open in a window';
export const collapse = 'Collapse';
