import { count } from '../../ui/format.ts';

/** The tickets of the same incident, and which of them Backup Bridge follows. */

export const followed = 'Where this incident is followed';
export const merged = (into: number) => `This ticket was merged into #${into}.`;
export const child = (of: number) => `This ticket is a child of #${of}.`;
export const tracked = (id: number) => `Already tracked in #${id}.`;
/** Before the link to the ticket. */
export const followedBefore = 'Backup Bridge follows the incident in ';
export const followedHere = 'Backup Bridge still follows the incident in this one.';
export const others = 'Other tickets of this incident';
export const counted = (n: number) => count(n, 'other ticket');
export const none = 'No other ticket of this incident';
export const noneRead = 'No other ticket could be read';
/** On hover of a link. */
export const open = (id: number) => `Open ticket #${id} in a new tab`;
export const mergedInto = (id: number) => `merged into #${id}`;
export const childOf = (id: number) => `child of #${id}`;
export const closed = (status: string) => `${status} (closed)`;
