import { TYPE_WORDS as EVENT_TYPE_WORDS } from '../../../lib/domain/log-search/event-fields.ts';
import type { NotificationRule } from '../../../lib/domain/notification-rule.ts';
import type { EventType, Severity } from '../../../lib/domain/portal-facts.ts';
import { count, formatNumber } from '../../ui/format.ts';

export const TYPE_WORDS: Record<EventType, string> = EVENT_TYPE_WORDS;

/** What an incident is called: one of warnings is the milder form of a failed backup, and has its kind. */
export function incidentWords({ kind, severity }: { kind: EventType; severity: Severity }): string {
  return kind === 'backup-failed' && severity === 'warning' ? 'Backup with warnings' : TYPE_WORDS[kind];
}

/** The guides' words for what a rule does (docs/reference/setup-guides.md#figure-10 and #figure-11). */
export const ACTION_WORDS: Record<NotificationRule['action'], string> = {
  'open-ticket': 'Open a ConnectWise ticket',
  synchronize: 'Synchronize with ConnectWise',
};

const SEVERITY_WORDS: readonly [Severity, string][] = [
  ['ok', 'OK events'],
  ['warning', 'warnings'],
  ['error', 'errors'],
];

/** e.g. `Open a ConnectWise ticket for warnings and errors of every type, brand “Acme” and its sub-brands.` */
export function ruleInWords({ action, severities, types, brand, includeSubBrands }: NotificationRule): string {
  const chosen = SEVERITY_WORDS.filter(([severity]) => severities[severity]).map(([, words]) => words);
  const which =
    chosen.length === 0 ? 'no event' : chosen.length === SEVERITY_WORDS.length ? 'every event' : listed(chosen);
  const kinds =
    types === 'all' ? ' of every type' : ` of the ${types.length === 1 ? 'type' : 'types'} ${typesInWords(types)}`;
  const whose =
    brand === '' ? '' : `, brand “${brand}”${includeSubBrands ? ' and its sub-brands' : ' without its sub-brands'}`;
  return `${ACTION_WORDS[action]} for ${which}${kinds}${whose}.`;
}

function typesInWords(types: readonly EventType[]): string {
  return types.length === 0 ? '(none chosen)' : listed(types.map((type) => TYPE_WORDS[type]));
}

/** `a, b and c` */
function listed(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} and ${last}`;
}

export const RULES = {
  heading: 'Notification rules',
  lead: 'Each event of the portal goes through these rules: those that apply to it say whether it opens a ConnectWise ticket, and whether the customer is synchronized. An event that no rule applies to is kept in the event log.',
  noBoard: 'A rule opens tickets, but no service board is chosen: no ticket is opened.',
  /** Around a link. */
  chooseBefore: 'Choose one under ',
  chooseLink: 'Tickets',
  chooseAfter: ', or turn the rule off.',
  none: 'No rules: events open no tickets and synchronize nothing. Only Sync now and Sync all customers write.',
  useUsual: 'Use the two usual rules',
  editing: 'Edit the rule',
  new: 'New rule',
  create: 'Create',
  deleted: 'Deleted:',
  undo: 'Undo',
  add: 'Add rule',
  off: 'Off.',
  /** Read out after the text of a button. */
  ofRule: (rule: string) => `the rule: ${rule}`,
} as const;

/** The fields of a rule. */
export const RULE = {
  action: 'Notification action',
  brand: 'Brand',
  brandHint: 'Only events of this brand, as the portal writes it. Empty: every brand.',
  subBrands: 'Include sub-brands',
  ok: 'Subscribe to OK events',
  okHint: 'Not needed: an OK event resolves the incident and closes its ticket either way.',
  warnings: 'Subscribe to warnings',
  errors: 'Subscribe to errors',
  allTypes: 'Subscribe to all event types',
  types: 'Event types',
  comments: 'Comments',
} as const;

/** What is wrong with a rule, and what to do. */
export const RULE_FAILURES = {
  noEvent: 'The rule subscribes to no event.',
  noEventNext: 'Subscribe to OK events, warnings or errors.',
  onlyOk: 'An OK event opens no ticket.',
  onlyOkNext: 'Subscribe to warnings or errors.',
  noType: 'No event type is chosen.',
  noTypeNext: 'Choose at least one, or subscribe to all event types.',
  brandLength: (characters: number, most: number) =>
    `The brand has ${count(characters, 'character')}; ${formatNumber(most)} is the limit.`,
  commentLength: (characters: number, most: number) =>
    `The comment has ${count(characters, 'character')}; ${formatNumber(most)} is the limit.`,
  shorten: 'Shorten it.',
} as const;
