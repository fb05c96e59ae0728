import { count } from '../../ui/format.ts';

/** What keeps the panel from being up to date. */

export const connect = 'The options open from the Backup Bridge button in the browser’s toolbar.';
/** Where the failure of a side is not known. */
export const callFailed = 'The last call failed.';
export const callFailedNext = 'It is tried again by itself.';
export const unreadable = (n: number) => `${count(n, 'ConnectWise record')} could not be read`;
