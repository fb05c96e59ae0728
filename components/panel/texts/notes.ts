import { count } from '../../ui/format.ts';

/** What keeps the panel from being up to date. */

export const openOptions = 'The options open from the Backup Bridge button in the browser’s toolbar.';
export const needsBoth = 'Health, findings and sync need ConnectWise and the backup portal.';
export const connect = 'Finish set-up';
/** Where the failure of a side is not known. */
export const callFailed = 'The last call failed.';
export const callFailedNext = 'It is tried again by itself.';
export const unreadable = (n: number) => `${count(n, 'ConnectWise record')} could not be read`;
