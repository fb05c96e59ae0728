import { count, formatNumber } from '../../ui/format.ts';

/** Every change before it is written. */

export const changes = (n: number) =>
  `${count(n, 'change')} in ConnectWise. Nothing is written before you press Apply.`;
export const nothing = 'Nothing to change: ConnectWise already holds what the portal says.';
export const nothingBut = 'Nothing to change. What is left as it is, and why, is listed below.';
/** Before the age of what the portal said. */
export const factsBefore = 'Portal facts from ';
export const withoutHeld = 'Without what is on hold.';
export const skipped = (n: number) => `Left as it is: ${n}`;
export const starting = 'Starting…';
export const apply = (n: number) => `Apply ${count(n, 'change')}`;
export const close = 'Close';
export const cancel = 'Cancel';
export const held = (n: number) => (n === 1 ? '1 stays on hold' : `${formatNumber(n)} stay on hold`);
export const approve = 'Approve anyway';
/** Read out between the old and the new value. */
export const becomes = ' becomes ';
/** Of a change on hold that is decided in another window. */
export const onHold = 'On hold: needs approval';
export const approveInWindow = 'Approve in a window…';
/** Titles of previews. */
export const syncTitle = 'What a sync would write';
export const allManagedIdsTitle = 'Put the managed ids in order';
export const fixTitle = 'Fix';
export const undoTitle = 'Undo this run';
export const linkTitle = (customer: string) => `Link to ${customer}`;
/** Of a link whose managed-ID entries are there already. */
export const linkOnly = 'The managed-ID entries are there already: only the link is stored.';
export const link = 'Link';
/** The field at a line that is created. */
export const allowance = 'Less Included';
export const allowanceHint = 'How much of the quantity is free. 0: nothing is.';
