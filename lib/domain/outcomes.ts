import type { Outcome } from './change.ts';

/**
 * The sentences in which the guides' event log says what a sync did (docs/reference/setup-guides.md#figure-22 and
 * #2022-testing).
 */
export const UPDATED_BACKUP_STATISTICS = 'Updated ConnectWise backup statistics.';
export const UPDATED_MANAGEMENT_REPORT = 'Updated ConnectWise management report.';
export const UPDATED_AGREEMENT_PARTS = 'Updated ConnectWise agreement parts.';
export const SKIPPED_BY_THROTTLE = 'Skipping ConnectWise synchronization (only updating every 12 hours)';

/** Ours, not the guides': for events that the portal had reported before this browser was connected to it. */
export const REPORTED_BEFORE_CONTACT = 'Before setup: counted, not synced.';

/** Ours: of work that was left when another ConnectWise, or another portal, was connected. It is written nowhere. */
export const REPORTED_BEFORE_TENANT = 'Reported before this ConnectWise was connected.';
export const REPORTED_BEFORE_PORTAL = 'Reported before this portal was connected.';
/** Of a ticket that only waited to be looked at again. */
export const TICKET_OF_ANOTHER_TENANT = 'Another ConnectWise is connected now: the ticket stays as it is.';
export const TICKET_OF_ANOTHER_PORTAL = 'Another portal is connected now: the ticket stays as it is.';

/** Ours: why an event causes no work, or no ticket. */
export const NO_TICKET_INTEGRATION = 'No ticket: ticket integration is not set up (Options › Tickets).';
export const BROWSER_ONLY_READS = 'This browser only reads: another one syncs.';
export const REVIEW_MODE = 'Review mode: nothing was written. Turn on automatic sync to have it written.';
export const SYNC_IN_REVIEW = 'Nothing was synced: automatic sync is on for tickets only.';
export const TICKET_IN_REVIEW = 'No ticket was written: automatic sync is off for tickets.';
export const NO_RULE_ASKS = 'No notification rule applies to this event.';
export const NOT_EVALUATED = 'This event could not be evaluated, so it caused nothing. Reprocess it, or report this.';
export const OVER_ALREADY = 'No ticket: a newer event says that this is over.';

/** Ours: of rows of the logs that are broken, or of a version with other members. */
export const UNREADABLE_EVENT = 'This event could not be read in full, so some of it is missing here.';
export const UNREADABLE_RUN = 'This run could not be read in full, so some of it is missing here.';
export const UNREADABLE_ENTRY = 'This change could not be read in full, so some of it is missing here.';
/** In place of its record. */
export const UNREADABLE_CHANGE = 'A change that could not be read';

/** e.g. `Updated ConnectWise ticket #548.` */
export function updatedTicket(number: number): string {
  return `Updated ConnectWise ticket #${number}.`;
}

/** Of a ticket that is new: the guides say `Updated` of it too. */
export function openedTicket(number: number): string {
  return `Opened ConnectWise ticket #${number}.`;
}

/** How the plan of a new ticket begins, which has no number yet; once it has, `openedTicket` says it. */
export const NEW_TICKET = 'A new ticket was opened.';

/** Under this key an event keeps what the rules said of it at once (`StoredEvent.reported`); every other key is that of work. */
export const REPORTED_BY_RULES = 'rules';

/** Of a change that a user's cancelling left unwritten; reported once for all of them by `leftUndone`. */
export const CANCELLED = 'Cancelled before it was written.';

/** Of a change whose part was turned off, or whose browser went back to Review, after it was planned; reported once for all of them by `leftUnwritten`. */
export const TURNED_OFF = 'Automatic sync was turned off before it was written.';

/** Ours: e.g. `Automatic sync was turned off: 5 changes were left undone.` */
export function leftUnwritten(changes: number): string {
  return `Automatic sync was turned off: ${changes === 1 ? '1 change was' : `${changes} changes were`} left undone.`;
}

/** Ours: e.g. `Cancelled by a user: 5 changes were left undone.` */
export function leftUndone(changes: number): string {
  return `Cancelled by a user: ${changes === 1 ? '1 change was' : `${changes} changes were`} left undone.`;
}

/** Returns the sentences alone, e.g. for the event log, which branches on an event's state. */
export function textsOf(outcomes: readonly Outcome[]): string[] {
  return outcomes.map(({ text }) => text);
}
