import type { NotificationRule } from '../../lib/domain/notification-rule.ts';
import type { EventType, Severity } from '../../lib/domain/portal-facts.ts';

/** The guides' words for what a rule does (docs/reference/setup-guides.md#figure-10 and #figure-11). */
export const ACTION_WORDS: Record<NotificationRule['action'], string> = {
  'open-ticket': 'Open a ConnectWise ticket',
  synchronize: 'Synchronize with ConnectWise',
};

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
