import { FEATURES } from '../../../lib/domain/feature-catalog.ts';
import type { NotificationRule } from '../../../lib/domain/notification-rule.ts';
import { patternOf, type SettingPath } from '../../../lib/domain/setting-fields.ts';
import { count, formatNumber } from '../../ui/format.ts';
import { ROLE } from './connections.ts';
import { NOTICES } from './notices.ts';
import { ROUNDING_CHOICE } from './own-services.ts';
import { RULES, ruleInWords } from './rules.ts';
import { FLAT_FEES, SERVICE, SYNC_SETTINGS } from './services.ts';
import { type OwnTitles, serviceTitle } from './setting-labels.ts';
import { CHOICES } from './ticket-choices.ts';
import { BOARD, TICKETS } from './tickets.ts';

/** Values of settings in words, as their pages have them. */
const WORDS = {
  on: 'On',
  off: 'Off',
  nothing: 'Nothing',
  none: 'None',
  percent: (n: string) => `${n} %`,
  tolerance: (percent: string, units: string) => `${percent} % or ${units}`,
  notice: (from: string, days: number) => `${from}, again every ${count(days, 'day')}`,
  after: (days: number) => `After ${count(days, 'day')}`,
  over: (amount: number) => `${NOTICES.over} ${formatNumber(amount)}`,
  namedWithId: (name: string, id: number) => `${name} (id ${id})`,
  same: (n: number) => `and ${count(n, 'entry', 'entries')} as before`,
} as const;

/** Words of the values that are a choice. */
const CHOSEN: ReadonlyMap<string, string> = new Map([
  ['storageUnit GB', SYNC_SETTINGS.unit.GB],
  ['storageUnit GiB', SYNC_SETTINGS.unit.GiB],
  ['rounding two-decimals', SYNC_SETTINGS.rounding.twoDecimals],
  ['rounding whole-units-up', SYNC_SETTINGS.rounding.wholeUnits],
  ['tickets.whenClosedByUser reopen', TICKETS.afterwards.reopen],
  ['tickets.whenClosedByUser leave', TICKETS.afterwards.leave],
  ['role syncer', ROLE.syncer],
  ['role viewer', ROLE.viewer],
  ...Object.entries(ROUNDING_CHOICE.words).map(([id, words]) => [`roundingOf.* ${id}`, words] as const),
]);

/** Words where nothing is chosen or set. */
const UNSET: ReadonlyMap<string, string> = new Map([
  ['tickets.board', BOARD.none],
  ['tickets.newStatus', BOARD.ofBoard],
  ['tickets.closedStatus', BOARD.ofBoard],
  ['tickets.choices.*', CHOICES.none],
  ['notices.noBackup.*', NOTICES.off],
  ['notices.diskUsage.*', NOTICES.off],
  ['x360Storage', SYNC_SETTINGS.storage.none],
  ['roundingOf.*', ROUNDING_CHOICE.standard],
  ['products.*', SERVICE.noProduct],
]);

/** Returns the old and the new value in words, as lines; of lists those that differ. Two values never read the same. */
export function valuesInWords(
  path: SettingPath,
  { before, after }: { before?: unknown; after?: unknown },
  titles: OwnTitles,
): { before: string[]; after: string[] } {
  if (Array.isArray(before) && Array.isArray(after)) return listsInWords(path, before, after, titles);
  const [from, to] = [valueInWords(path, before, titles), valueInWords(path, after, titles)];
  if (from !== to) return { before: [from], after: [to] };
  return { before: [asJson(before)], after: [asJson(after)] };
}

/** Returns a value of a setting in words. */
export function valueInWords(path: SettingPath, value: unknown, titles: OwnTitles): string {
  const pattern = patternOf(path) ?? path;
  if (value === undefined || value === null) return UNSET.get(pattern) ?? WORDS.none;
  if (typeof value === 'boolean') return value ? WORDS.on : WORDS.off;
  if (typeof value === 'number') return numberInWords(pattern, value);
  if (typeof value === 'string') {
    if (value === '') return WORDS.nothing;
    return CHOSEN.get(`${pattern} ${value}`) ?? (pattern === 'x360Storage' ? serviceTitle(value, titles) : value);
  }
  if (Array.isArray(value))
    return value.length === 0 ? WORDS.none : value.map((entry) => entryInWords(pattern, entry)).join('; ');
  return groupInWords(pattern, value);
}

function listsInWords(path: SettingPath, before: unknown[], after: unknown[], titles: OwnTitles) {
  const pattern = patternOf(path) ?? path;
  const keys = (list: readonly unknown[]) => new Set(list.map(asJson));
  const onlyIn = (list: readonly unknown[], other: readonly unknown[]) => {
    const known = keys(other);
    return list.filter((entry) => !known.has(asJson(entry)));
  };
  const [gone, come] = [onlyIn(before, after), onlyIn(after, before)];
  const words = (list: readonly unknown[]) => list.map((entry) => entryInWords(pattern, entry));
  const [from, to] = [words(gone), words(come)];
  const isAlike = from.some((line) => to.includes(line));
  const same = before.length - gone.length;
  // The same entries in another order are shown whole.
  if (gone.length + come.length === 0)
    return { before: [valueInWords(path, before, titles)], after: [valueInWords(path, after, titles)] };
  const lines = (list: readonly string[], entries: readonly unknown[]) => [
    ...(list.length === 0 ? [WORDS.none] : isAlike ? entries.map(asJson) : list),
    ...(same > 0 ? [WORDS.same(same)] : []),
  ];
  return { before: lines(from, gone), after: lines(to, come) };
}

function numberInWords(pattern: string, value: number): string {
  if (pattern === 'silentDays') return SYNC_SETTINGS.silent.days(value);
  if (pattern === 'health.limits.*' || pattern === 'tickets.quietHours') return count(value, 'hour');
  if (pattern === 'guards.jumpPercent') return WORDS.percent(formatNumber(value));
  return formatNumber(value);
}

function groupInWords(pattern: string, value: unknown): string {
  if (pattern === 'driftTolerance.*' && has(value, 'percent') && has(value, 'units'))
    return WORDS.tolerance(String(value.percent), String(value.units));
  if (pattern === 'tickets.choices.*' && has(value, 'priority') && has(value, 'type') && has(value, 'subType')) {
    const parts = [
      [CHOICES.priority, value.priority],
      [CHOICES.type, value.type],
      [CHOICES.subType, value.subType],
    ] as const;
    const set = parts.filter(([, part]) => part !== null).map(([word, part]) => `${word} ${named(part)}`);
    return set.length === 0 ? CHOICES.none : set.join(', ');
  }
  if (has(value, 'afterDays') && has(value, 'everyDays'))
    return WORDS.notice(WORDS.after(Number(value.afterDays)), Number(value.everyDays));
  if (has(value, 'over') && has(value, 'everyDays'))
    return WORDS.notice(WORDS.over(Number(value.over)), Number(value.everyDays));
  return named(value);
}

/** An entry of a list in words. */
function entryInWords(pattern: string, entry: unknown): string {
  if (typeof entry === 'string') return FEATURES.find(({ id }) => id === entry)?.title ?? entry;
  if (pattern === 'rules' && has(entry, 'enabled'))
    // A list of rules is checked before it comes here.
    return `${entry.enabled ? '' : `${RULES.off} `}${ruleInWords(entry as unknown as NotificationRule)}`;
  if (pattern === 'ownServices' && has(entry, 'title')) return String(entry.title);
  if (pattern === 'health.products' && has(entry, 'product') && has(entry, 'hours'))
    return `${String(entry.product)}: ${count(Number(entry.hours), 'hour')}`;
  if (pattern === 'flatFeeProducts' && has(entry, 'identifier') && has(entry, 'isFlatFee'))
    return `${String(entry.identifier)}: ${entry.isFlatFee ? FLAT_FEES.isFlatFee : FLAT_FEES.isNone}`;
  if (pattern === 'inPage.taught' && has(entry, 'field') && has(entry, 'site'))
    return `${String(entry.field)}, ${String(entry.site)}`;
  return asJson(entry);
}

/** A record of ConnectWise by its name. */
function named(value: unknown): string {
  if (!has(value, 'id')) return asJson(value);
  const name = has(value, 'identifier') ? value.identifier : has(value, 'name') ? value.name : '';
  return WORDS.namedWithId(String(name), Number(value.id));
}

function has<K extends string>(value: unknown, member: K): value is Record<K, unknown> {
  return typeof value === 'object' && value !== null && member in value;
}

const LONGEST = 300;

function asJson(value: unknown): string {
  const text = JSON.stringify(value) ?? WORDS.none;
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
}
