import { EVENT_STATES, type EventState } from '../../domain/log-search/event-fields.ts';
import { UNREADABLE_EVENT } from '../../domain/outcomes.ts';
import { EVENT_TYPES } from '../../domain/portal-facts.ts';
import { isoTime } from '../../shared/time.ts';
import type { StoredEvent } from '../../sync/store.ts';
import {
  isListOf,
  isNumber,
  isObject,
  isOneOf,
  isText,
  isTexts,
  isTime,
  type Members,
  readMembers,
} from './members.ts';

/** What has no readable time is the oldest, as in the search index. */
const NEVER = isoTime(0);

/** What is unknown is of the type that no report counts. */
const MEMBERS: Members<StoredEvent> = {
  tenant: { is: isText, otherwise: '' },
  portal: { is: isText, otherwise: '' },
  source: { is: isText, otherwise: '' },
  id: { is: isText, otherwise: '' },
  at: { is: isTime, otherwise: NEVER },
  seenAt: { is: isTime, otherwise: NEVER },
  customerId: { is: isText, otherwise: '' },
  accountId: { is: isText },
  brand: { is: isText },
  severity: { is: isOneOf(['ok', 'warning', 'error']), otherwise: 'warning' },
  type: { is: isOneOf(EVENT_TYPES), otherwise: 'service-status' },
  message: { is: isText, otherwise: '' },
  details: { is: isText },
  portalUrl: { is: isText },
  ends: { is: isListOf(isOneOf(EVENT_TYPES)) },
  sequence: { is: isNumber, otherwise: 0 },
  waitsFor: { is: isTexts, otherwise: [] },
  reported: { is: isListOf(isObject({ key: isText, state: isText, outcomes: isTexts })), otherwise: [] },
  state: { is: isOneOf(EVENT_STATES), otherwise: 'skipped' },
  outcomes: { is: isTexts, otherwise: [] },
  processedAt: { is: isTime },
};

/** Returns an event of the log as far as it can be read; that it is broken, its first outcome says. */
export function readableEvent(stored: StoredEvent): StoredEvent {
  const { row, broken } = readMembers(stored, MEMBERS);
  if (broken.length === 0) return stored;
  const waits: EventState = row.waitsFor.length > 0 ? 'waiting' : row.state;
  const outcomes = row.outcomes.filter((one) => one !== UNREADABLE_EVENT);
  return { ...row, state: broken.includes('state') ? waits : row.state, outcomes: [UNREADABLE_EVENT, ...outcomes] };
}
