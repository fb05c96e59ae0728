import { type ConnectionStates, SIDES, sideOf } from '../../../lib/domain/connection-state.ts';
import type { EventView } from '../../../lib/domain/event-view.ts';
import { sentence } from '../../../lib/shared/errors.ts';
import { readTime } from '../../../lib/shared/time.ts';
import { SIDE_IN_SENTENCE } from '../../connection/texts.ts';
import { count, formatSince } from '../../ui/format.ts';
import { formatText } from '../../ui/format-text.ts';

/**
 * Returns why an event waits and when it is tried again. A side that does not work is named only: what is wrong with it is said once, above.
 * @param now milliseconds since the epoch
 */
export function waitingWords(
  { waitsBecause, nextAttemptAt }: Pick<EventView, 'waitsBecause' | 'nextAttemptAt'>,
  states: ConnectionStates | undefined,
  now: number,
): string {
  const next = readTime(nextAttemptAt);
  const at = next !== undefined && next > now ? formatSince(next, now) : undefined;
  if (waitsBecause) {
    const side = states && sideOf(waitsBecause, states);
    const why = side ? `Waiting for ${SIDE_IN_SENTENCE[side]}.` : formatText(sentence(waitsBecause), now);
    return at ? `${why} Next attempt at ${at}.` : why;
  }
  if (at) return `Next automatic sync after ${at}.`;
  const missing = states && SIDES.find((side) => states[side].state === 'not-connected');
  return missing ? `Waiting for ${SIDE_IN_SENTENCE[missing]}: not connected.` : 'Waiting for its turn.';
}

export const EVENT_LOG = {
  heading: 'Event log',
  lead: 'What the portal reported, and what Backup Bridge did about it, kept for 400 days. Reprocess syncs at once, without waiting for the 12 hours between automatic syncs.',
  placeholder: 'Customer, account, text, or a condition such as Severity = Error',
  /** Processing failed or waits, whatever the event itself reports. */
  notProcessed: 'Not processed',
  empty: 'No events yet. They appear here as soon as the portal reports one.',
  nothingFound: (query: string) => `No event matches “${query}”.`,
  noneOpen: 'No event waits, and none needs review. Events that were skipped are not listed here.',
  one: 'event',
} as const;

/** Fields that have a control of their own. */
export const EVENT_CONTROLS = { texts: ['Customer'], choices: ['Type', 'Severity', 'State'] } as const;

/** Searches to begin with, the guides' own first. */
export const EVENT_EXAMPLES = [
  'Notification Processed Error List LIKE ?*',
  'Customer LIKE *dental* AND Severity IN Warning, Error',
  'Message NOT LIKE *finished* AND Date >= 2026-11-01',
] as const;

/** One event with what was done about it. */
export const EVENT = {
  unnamedCustomer: (id: string) => `Customer ${id}`,
  reprocess: 'Reprocess',
  /** Read out after the text of the button. */
  ofEvent: (event: string) => `the event: ${event}`,
  /** The guides' words, before a moment. */
  processedBefore: (actions: number) => `Notifications processed [${count(actions, 'action')}] on `,
  again: 'Processed again.',
  processingAgain: 'Processing it again …',
  stillWaiting: 'Still waiting. It is tried again by itself.',
  /** Names of members. */
  customer: 'Customer',
  customerId: 'Customer ID',
  account: 'Account',
  type: 'Type',
  severity: 'Severity',
  reported: 'Reported',
  received: 'Received',
  portal: 'Portal',
  eventId: 'Event ID',
  details: 'Details',
  /** Links. */
  openCompany: 'Open company',
  openPortal: 'Open in the portal',
  openTicket: (id: number) => `Open ticket #${id}`,
  openRuns: 'Show runs of this day',
} as const;

/** What the portal reported and nobody could read. */
export const UNREADABLE = {
  events: (n: number) => `${count(n, 'event')} of the portal could not be read`,
  records: (n: number) => `${count(n, 'record')} of the portal could not be read`,
  eventsHint:
    'They caused nothing. The events beside them were processed. Report these values to the portal’s support.',
  recordsHint:
    'Their values were not used. The events beside them were processed. Report these values to the portal’s support.',
  /** Between the place in the answer and the value. */
  holdsBetween: ' holds ',
  idHoldsBetween: (id: string) => ` (id ${id}) holds `,
  /** Before an age. */
  sourceBefore: (source: string) => `${source}, `,
} as const;
