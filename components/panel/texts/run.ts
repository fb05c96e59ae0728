import { count } from '../../ui/format.ts';

/** A run while it happens, and what came of it. */

export const result = 'Result of the last run';
export const stopped = 'Stopped by the failure above.';
export const reload = 'ConnectWise shows this after you reload its screen.';
export const undo = 'Undo…';
export const close = 'Close';
export const underWay = 'Sync under way';
export const progress = (done: number, total: number) => `${done} of ${total}`;
export const cancel = 'Cancel';
export const cancelling = 'Cancelling after this change…';
export const billedLines = (n: number) => count(n, 'billed line');
export const leftUndone = 'Left undone';

/** Nothing is done in a panel that the user may not be able to see. */
export const covered = {
  message: 'Something in this page may lie over the panel, so nothing was done here.',
  nextStep: 'Continue in the window that was opened.',
};

/** What had only just appeared was perhaps not what the click was for. */
export const recent = {
  message: 'What is shown here had only just appeared, so nothing was done.',
  nextStep: 'Look at it, and click again.',
};
