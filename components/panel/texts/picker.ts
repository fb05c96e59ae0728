import { count } from '../../ui/format.ts';

/** The list from which a customer of the portal is chosen. */

export const label = 'Customer name or id';
export const list = 'Customers of the portal';
export const none = (text: string) => `No customer of the portal fits “${text}”.`;
export const more = (n: number) => `and ${count(n, 'more', 'more')}, type to narrow`;
/** Before anything is searched for. */
export const tooShort = (shortest: number) =>
  `Type at least ${shortest} characters to search all customers of the portal.`;
export const searching = 'Searching…';
