import type { Settings } from './settings.ts';

/**
 * Every setting that a policy may fix and a file may hold, with its name in a sentence: the smallest parts that mean something by
 * themselves. `products.*` stands for one service's product; a list such as `rules` is one setting. Consent is bound to a connection
 * (`automaticFor`), which is no setting. A test compares this with the schema of the settings.
 */
export const SETTING_FIELDS = {
  prefix: 'the prefix of EFS ids',
  managementSolution: 'the management solution',
  storageUnit: 'the storage unit',
  rounding: 'the rounding of storage',
  'roundingOf.*': 'the rounding of a service',
  countTrialAccounts: 'whether trial accounts are counted',
  countExpiredAccounts: 'whether expired accounts are counted',
  silentDays: 'after how many days a device is parked',
  'health.limits.*': 'how old a backup may be',
  'health.products': 'how old a backup of a product may be',
  'notices.noBackup.*': 'after how many days without a backup a notice is made',
  'notices.diskUsage.*': 'from which usage on a notice is made',
  x360Storage: 'the service of x360Recover’s cloud storage',
  'syncedParts.backupStatistics': 'whether statistics are synced',
  'syncedParts.agreementParts': 'whether quantities are synced',
  'syncedParts.invoiceDescriptions': 'whether invoice descriptions are synced',
  'invoiceDescription.template': 'the template of invoice descriptions',
  'invoiceDescription.accounts': 'how many accounts an invoice description lists',
  'automatic.statistics': 'automatic sync of statistics',
  'automatic.tickets': 'automatic tickets',
  'automatic.quantities': 'automatic sync of quantities',
  'automatic.invoiceDescriptions': 'automatic sync of invoice descriptions',
  'toggles.*': 'whether a group of services is synced',
  ownServices: 'the own services',
  'products.*': 'the product of a service',
  flatFeeProducts: 'which products are flat fees',
  'guards.jumpPercent': 'the limit in percent',
  'guards.jumpUnits': 'the limit in units',
  'guards.jumpMoney': 'the limit in money',
  'driftTolerance.*': 'the tolerance of a service',
  rules: 'the notification rules',
  'tickets.board': 'the board of new tickets',
  'tickets.newStatus': 'the status of new tickets',
  'tickets.closedStatus': 'the status of recovered tickets',
  'tickets.summaryPrefix': 'the ticket subject prefix',
  'tickets.whenClosedByUser': 'what happens to a ticket that a user closes',
  'tickets.quietHours': 'how long a closed ticket is left closed',
  'tickets.emailContact': 'whether contacts are e-mailed',
  'tickets.choices.*': 'priority and type of new tickets',
  role: 'the role of this browser',
  'inPage.featuresOff': 'which features are switched off',
  'inPage.selectors.*': 'the names of a field',
  'inPage.taught': 'the fields that were pointed at',
  userName: 'the name of this browser’s user',
} as const satisfies Readonly<Record<string, string>>;

/** A line of that table. */
export type SettingPattern = keyof typeof SETTING_FIELDS;

/** Where one setting is, e.g. `tickets.board` or `products.online-bdr`. */
export type SettingPath = string;

/** Values by their path. */
export type SettingValues = Readonly<Record<SettingPath, unknown>>;

const PATTERNS = new Map<string, string>(Object.entries(SETTING_FIELDS));

/** Returns the line of the table that names a path; undefined: it is no setting. Pure. */
export function patternOf(path: SettingPath): SettingPattern | undefined {
  if (PATTERNS.has(path) && !path.endsWith('*')) return path as SettingPattern;
  const pattern = [...PATTERNS.keys()].find((name) => name.endsWith('.*') && path.startsWith(name.slice(0, -1)));
  return pattern as SettingPattern | undefined;
}

/** Returns the name of a setting in a sentence, e.g. `the product of a service (online-bdr)`. Pure. */
export function settingName(path: SettingPath): string {
  const pattern = patternOf(path);
  if (pattern === undefined) return path;
  const member = pattern.endsWith('*') ? path.slice(pattern.length - 1) : '';
  return member === '' ? SETTING_FIELDS[pattern] : `${SETTING_FIELDS[pattern]} (${member})`;
}

/** Returns every setting with its value. Pure. */
export function settingValues(settings: object): Map<SettingPath, unknown> {
  const values = new Map<SettingPath, unknown>();
  for (const pattern of PATTERNS.keys()) {
    const isRecordOf = pattern.endsWith('.*');
    const path = isRecordOf ? pattern.slice(0, -2) : pattern;
    const value = valueAt(settings, path);
    if (!isRecordOf) {
      if (value !== undefined) values.set(path, value);
    } else if (isGroup(value)) {
      for (const [member, inner] of Object.entries(value)) values.set(`${path}.${member}`, inner);
    }
  }
  return values;
}

/** Returns the settings with these values in them; undefined takes a member of a record away. Pure. */
export function withValues<T extends Partial<Settings>>(settings: T, values: SettingValues): T {
  return Object.entries(values).reduce<T>((result, [path, value]) => put(result, stepsOf(path), value) as T, settings);
}

/** Whether two values of a setting are equal, whatever the order of their members. Pure. */
export function isSameValue(one: unknown, other: unknown): boolean {
  return JSON.stringify(inOrder(one)) === JSON.stringify(inOrder(other));
}

export function valueAt(settings: object, path: SettingPath): unknown {
  return stepsOf(path).reduce<unknown>((at, step) => (isGroup(at) ? at[step] : undefined), settings);
}

/** A member of a record may have dots in its name, e.g. the own service `own:a.b`. */
function stepsOf(path: SettingPath): string[] {
  const pattern = patternOf(path);
  if (pattern === undefined || !pattern.endsWith('.*')) return path.split('.');
  return [...pattern.slice(0, -2).split('.'), path.slice(pattern.length - 1)];
}

function put(into: unknown, [step, ...rest]: readonly string[], value: unknown): unknown {
  if (step === undefined) return value;
  const members = new Map(Object.entries(isGroup(into) ? into : {}));
  const inner = put(members.get(step), rest, value);
  if (inner === undefined) members.delete(step);
  else members.set(step, inner);
  return Object.fromEntries(members);
}

function isGroup(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (!isGroup(value)) return value;
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return members.map(([name, member]) => [name, inOrder(member)]);
}
