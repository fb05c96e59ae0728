/** The card of a backup ticket. */

export const subtitle = (id: number, lasts: string) => `Ticket #${id} · ${lasts}`;
export const planning = 'Preparing the changes';
export const reading = 'Reading the ticket';
export const noEvents = 'No events seen here';
/** @param since a time of day; '' where it is not known */
export const failing = (since: string) => (since ? `Still failing since ${since}` : 'Still failing');
/** @param at a time of day; '' where it is not known */
export const resolved = (at: string) => (at ? `Resolved at ${at}` : 'Resolved');
