import { plainText } from '../../shared/text-values.ts';
import { readTime } from '../../shared/time.ts';
import { EVENT_TYPES, type EventType, type PortalEvent, type Severity } from '../portal-facts.ts';
import type { LogFields } from './log-fields.ts';
import { waitText } from './log-filter.ts';
import type { LogRow } from './log-row.ts';

/** The guides' words for types of events. */
export const TYPE_WORDS: Record<EventType, string> = {
  'backup-finished': 'Backup finished',
  'backup-failed': 'Backup failed',
  'no-backup': 'No backup',
  'no-error-free-backup': 'No error-free backup',
  'disk-usage': 'Total disk usage',
  'disk-usage-change': 'Disk usage change',
  'archiving-failed': 'Email archiving failed',
  'filtering-failed': 'Email filtering failed',
  'bdr-hardware': 'BDR hardware failure',
  'appliance-offline': 'Appliance offline',
  'vault-offline': 'Vault offline',
  'autoverify-failed': 'AutoVerify failed',
  'service-status': 'Service status update',
};

export type EventState = 'waiting' | 'done' | 'skipped' | 'needs-user';

export const EVENT_STATE_WORDS: Record<EventState, string> = {
  waiting: 'Waiting',
  done: 'Processed',
  skipped: 'Skipped',
  'needs-user': 'Needs review',
};

export const SEVERITY_WORDS: Record<Severity, string> = { ok: 'OK', warning: 'Warning', error: 'Error' };

/** Positions are stored: values are added at the end, and none is removed. */
const SEVERITIES: readonly Severity[] = ['ok', 'warning', 'error'];
export const EVENT_STATES: readonly EventState[] = ['waiting', 'done', 'skipped', 'needs-user'];

const CUSTOMER = 0;
const ACCOUNT = 1;
const MESSAGE = 2;
const OUTCOME = 3;
const NOT_PROCESSED = 4;

/** Search fields of the event log, with the guides' names beside ours (docs/reference/setup-guides.md#figure-23). */
export const EVENT_FIELDS: LogFields = {
  fields: [
    { kind: 'date', name: 'Date', aliases: ['When'] },
    { kind: 'text', name: 'Customer', slots: [CUSTOMER], named: true },
    { kind: 'text', name: 'Account', slots: [ACCOUNT] },
    {
      kind: 'choice',
      name: 'Type',
      choice: 0,
      values: EVENT_TYPES.map((value) => ({ value, word: TYPE_WORDS[value] })),
    },
    {
      kind: 'choice',
      name: 'Severity',
      choice: 1,
      values: SEVERITIES.map((value) => ({ value, word: SEVERITY_WORDS[value] })),
    },
    {
      kind: 'choice',
      name: 'State',
      choice: 2,
      values: EVENT_STATES.map((value) => ({ value, word: EVENT_STATE_WORDS[value] })),
    },
    { kind: 'text', name: 'Message', aliases: ['Event Information'], slots: [MESSAGE] },
    { kind: 'text', name: 'Outcome', slots: [OUTCOME] },
    { kind: 'text', name: 'Error list', aliases: ['Notification Processed Error List'], slots: [NOT_PROCESSED] },
  ],
  free: [CUSTOMER, ACCOUNT, MESSAGE, OUTCOME],
  isNamed: true,
  waits: NOT_PROCESSED,
};

/** The search that the guides show for events whose processing failed or waits (docs/reference/setup-guides.md#figure-23). */
export const NOT_PROCESSED_QUERY = 'Error list LIKE ?*';
export const NOT_PROCESSED_CONDITION = { field: 'Error list', operator: 'LIKE' } as const;

/** Whether a query may ask why something waits, which has to be read for it. */
export const NOT_PROCESSED_FIELD = /error list/i;

/** Of an event that needs a user without a sentence why: found by a search for any text. */
const NO_REASON = 'needs review';

/** What is searched of an event. */
export type SearchedEvent = PortalEvent & {
  source: string;
  state: EventState;
  outcomes: readonly string[];
  waitsFor: readonly string[];
  reported: readonly { key: string; state: string; outcomes: readonly string[] }[];
};

/** Returns the row of the search index for an event. */
export function eventRow(event: SearchedEvent): LogRow {
  const { at, customerId, accountId = '', type, severity, state, message, details = '', outcomes } = event;
  return {
    at: readTime(at) ?? 0,
    id: eventId(event),
    choices: [EVENT_TYPES.indexOf(type), SEVERITIES.indexOf(severity), EVENT_STATES.indexOf(state)].map((code) =>
      Math.max(0, code),
    ),
    texts: [
      lower(customerId),
      lower(accountId),
      lower([message, details].filter(Boolean).join('\n')),
      lower(outcomes.map(plainText).join('\n')),
      notProcessed(event),
    ],
  };
}

/** What went wrong in processing, whatever the event itself reports; '' for an event that was processed. */
function notProcessed({ state, reported, waitsFor, outcomes }: SearchedEvent): string {
  if (state === 'waiting') return waitText(waitsFor);
  if (state !== 'needs-user') return '';
  const failed = reported.flatMap((one) => (one.state === 'needs-user' ? one.outcomes : []));
  return lower((failed.length > 0 ? failed : outcomes).map(plainText).join('\n') || NO_REASON);
}

/** Returns the id of an event among those of all sources. */
export function eventId({ source, id }: { source: string; id: string }): string {
  return `${source}\n${id}`;
}

/** The parts of such an id. */
export function eventKey(id: string): [source: string, id: string] {
  const end = id.indexOf('\n');
  return [id.slice(0, end), id.slice(end + 1)];
}

function lower(text: string): string {
  return text.replaceAll('\0', ' ').toLowerCase();
}
