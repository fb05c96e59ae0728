import { fieldTitle, PAGE_FIELDS } from '../../../lib/domain/page-fields.ts';
import { ACCOUNT_KINDS } from '../../../lib/domain/portal-facts.ts';
import { SERVICE_TOGGLES, SERVICES } from '../../../lib/domain/service.ts';
import { patternOf, type SettingPath, type SettingPattern } from '../../../lib/domain/setting-fields.ts';
import { TICKET_SEVERITIES } from '../../../lib/domain/ticket-choices.ts';
import { ADVANCED, USER_NAME } from './advanced.ts';
import { ROLE } from './connections.ts';
import { PART_LABELS } from './consent.ts';
import { DESCRIPTIONS } from './descriptions.ts';
import { FIELD_NAMES } from './field-names.ts';
import { LIMITS_OF_HEALTH, PRODUCT_LIMITS } from './health.ts';
import { IN_PAGE } from './in-page.ts';
import { LIMITS, TOLERANCES } from './limits.ts';
import { NAVIGATION } from './navigation.ts';
import { NOTICES } from './notices.ts';
import { OWN_SERVICES, ROUNDING_CHOICE } from './own-services.ts';
import { RULES } from './rules.ts';
import { FLAT_FEES, SERVICE, SYNC_SETTINGS, TOGGLE_LABELS } from './services.ts';
import { TAUGHT } from './taught.ts';
import { CHOICES, KINDS } from './ticket-choices.ts';
import { BOARD, TICKETS } from './tickets.ts';

/** Titles of own services by their ids. */
export type OwnTitles = Readonly<Record<string, string>>;

type Label = string | ((member: string, titles: OwnTitles) => string);

const { services, tickets, connections, rules, approvals, journal, 'in-page': inPage } = NAVIGATION.sections;
const automatic = (part: keyof typeof PART_LABELS): [string, Label] => [connections, PART_LABELS[part]];

/** Of every setting: its page, and its label there. */
const LABELS: Record<SettingPattern, [page: string, label: Label]> = {
  prefix: [services, ADVANCED.prefix.label],
  managementSolution: [services, SYNC_SETTINGS.solution.label],
  storageUnit: [services, SYNC_SETTINGS.unit.label],
  rounding: [services, SYNC_SETTINGS.rounding.label],
  'roundingOf.*': [services, (id, titles) => ROUNDING_CHOICE.of(serviceTitle(id, titles))],
  countTrialAccounts: [services, ADVANCED.trial],
  countExpiredAccounts: [services, ADVANCED.expired],
  silentDays: [services, SYNC_SETTINGS.silent.label],
  'health.limits.*': [services, (kind) => `${LIMITS_OF_HEALTH.heading}: ${wordIn(ACCOUNT_KINDS, KINDS, kind)}`],
  'health.products': [services, PRODUCT_LIMITS.heading],
  'notices.noBackup.*': [rules, (kind) => `${NOTICES.noBackup}: ${wordIn(ACCOUNT_KINDS, KINDS, kind)}`],
  'notices.diskUsage.*': [rules, (kind) => `${NOTICES.diskUsage}: ${wordIn(ACCOUNT_KINDS, KINDS, kind)}`],
  x360Storage: [services, SYNC_SETTINGS.storage.label],
  'syncedParts.backupStatistics': [services, SYNC_SETTINGS.statistics.label],
  'syncedParts.agreementParts': [services, SYNC_SETTINGS.quantities],
  'syncedParts.invoiceDescriptions': [services, SYNC_SETTINGS.descriptions.label],
  'invoiceDescription.template': [services, `${DESCRIPTIONS.heading}: ${DESCRIPTIONS.template}`],
  'invoiceDescription.accounts': [services, `${DESCRIPTIONS.heading}: ${DESCRIPTIONS.accounts}`],
  'automatic.statistics': automatic('statistics'),
  'automatic.tickets': automatic('tickets'),
  'automatic.quantities': automatic('quantities'),
  'automatic.invoiceDescriptions': automatic('invoiceDescriptions'),
  'toggles.*': [services, (toggle) => wordIn(SERVICE_TOGGLES, TOGGLE_LABELS, toggle)],
  ownServices: [services, OWN_SERVICES.heading],
  'products.*': [services, (id, titles) => SERVICE.productFor(serviceTitle(id, titles))],
  flatFeeProducts: [services, FLAT_FEES.heading],
  'guards.jumpPercent': [approvals, LIMITS.jumpPercent.label],
  'guards.jumpUnits': [approvals, LIMITS.jumpUnits.label],
  'guards.jumpMoney': [approvals, LIMITS.jumpMoney.label],
  'driftTolerance.*': [services, (id, titles) => `${TOLERANCES.heading}: ${serviceTitle(id, titles)}`],
  rules: [rules, RULES.heading],
  'tickets.board': [tickets, BOARD.label],
  'tickets.newStatus': [tickets, BOARD.newStatus],
  'tickets.closedStatus': [tickets, BOARD.closedStatus],
  'tickets.summaryPrefix': [tickets, TICKETS.prefix.label],
  'tickets.whenClosedByUser': [tickets, TICKETS.closedByUser],
  'tickets.quietHours': [tickets, TICKETS.hours.label],
  'tickets.emailContact': [tickets, TICKETS.email.label],
  'tickets.choices.*': [tickets, choiceLabel],
  role: [connections, ROLE.label],
  'inPage.featuresOff': [inPage, `${IN_PAGE.features}, off`],
  'inPage.selectors.*': [inPage, (field) => `${FIELD_NAMES.heading}: ${fieldWord(field)}`],
  'inPage.taught': [inPage, TAUGHT.heading],
  userName: [journal, USER_NAME.label],
};

/** Returns where a setting is and its label there; of what is no setting, its name. */
export function settingLabel(path: SettingPath, titles: OwnTitles): { page: string; label: string } {
  const pattern = patternOf(path);
  if (pattern === undefined) return { page: '', label: path };
  const [page, label] = LABELS[pattern];
  return { page, label: typeof label === 'string' ? label : label(path.slice(pattern.length - 1), titles) };
}

/** Returns the title of a service, or its id where nothing is known of it. */
export function serviceTitle(id: string, titles: OwnTitles): string {
  return SERVICES.find((service) => service.id === id)?.title ?? new Map(Object.entries(titles)).get(id) ?? id;
}

/** e.g. `Priority and type: errors, servers` */
function choiceLabel(member: string): string {
  const [severity = '', kind = ''] = member.split('/');
  const words = [wordIn(TICKET_SEVERITIES, CHOICES.severities, severity), wordIn(ACCOUNT_KINDS, KINDS, kind)];
  return `${CHOICES.heading}: ${words.join(', ')}`;
}

function wordIn<T extends string>(ids: readonly T[], words: Record<T, string>, given: string): string {
  const id = ids.find((one) => one === given);
  return id === undefined ? given : words[id];
}

function fieldWord(given: string): string {
  const field = PAGE_FIELDS.find((one) => one === given);
  return field === undefined ? given : fieldTitle(field);
}
