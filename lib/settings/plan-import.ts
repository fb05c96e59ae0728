import { type Policy, withPolicy } from '../domain/policy.ts';
import {
  isSameValue,
  patternOf,
  SETTING_FIELDS,
  type SettingPath,
  settingValues,
  valueAt,
  withValues,
} from '../domain/setting-fields.ts';
import { DEFAULT_SETTINGS, type Settings } from '../domain/settings.ts';
import {
  type LeftOutReason,
  type LeftOutSetting,
  OF_ONE_BOARD,
  OF_ONE_TENANT,
  type SettingChange,
  type SettingsImport,
} from '../domain/settings-file.ts';
import { withoutTypes } from '../domain/ticket-choices.ts';
import { isRecord } from './is-record.ts';
import type { SettingsFile } from './settings-file.ts';

/** Where a settings file is imported. */
export interface ImportPlace {
  stored: Settings;
  policy: Policy;
  /** The ConnectWise that is connected; null: none. */
  tenant: string | null;
}

const BOARD = 'tickets.board';

/**
 * Returns what importing a file would change, and what of it is left out with the reason. What is in force already changes nothing. A
 * group by name, such as `products`, is taken whole: an entry that the file does not have is removed. Pure.
 */
export function planImport(file: SettingsFile, place: ImportPlace): SettingsImport {
  const { stored, policy, tenant } = place;
  const inForce = withPolicy(stored, policy);
  const changes: SettingChange[] = [];
  const leftOut: LeftOutSetting[] = [...file.leftOut];
  const isLocked = (path: SettingPath, value: unknown) =>
    !isSameValue(valueAt(withPolicy(withValues(stored, { [path]: value }), policy), path), value);
  const change = (path: SettingPath, after: unknown) => {
    const before = valueAt(inForce, path);
    changes.push({ path, ...(before !== undefined && { before }), ...(after !== undefined && { after }) });
  };
  const isOfOtherTenant = (path: SettingPath) => file.tenant !== tenant && isOf(OF_ONE_TENANT, path);

  const reasonFor = (path: SettingPath, value: unknown): LeftOutReason | undefined => {
    if (isOfOtherTenant(path)) return 'other-tenant';
    if (isLocked(path, value)) return 'locked';
    const isOtherBoard = file.named.has(BOARD) && !isBoardTaken(file, inForce, changes);
    return isOtherBoard && isOf(OF_ONE_BOARD, path) ? 'other-board' : undefined;
  };
  // The board first: what is of one board depends on it.
  for (const [path, value] of boardFirst(Object.entries(file.values))) {
    if (isSameValue(valueAt(inForce, path), value)) continue;
    const reason = reasonFor(path, value);
    if (reason) leftOut.push({ path, reason, given: value });
    else change(path, value);
  }
  for (const [path, value] of impliedBy(file, inForce, changes)) {
    const isSame = isSameValue(valueAt(inForce, path), value);
    if (!isSame && reasonFor(path, value) === undefined) change(path, value);
  }
  const ownServices = [...inForce.ownServices, ...ownServicesIn(file)];
  return {
    exportedAt: file.exportedAt,
    fileTenant: file.tenant,
    tenant,
    changes: inTableOrder(changes),
    leftOut,
    ownTitles: Object.fromEntries(ownServices.map(({ id, title }) => [id, title])),
  };
}

/** Returns the settings with the changes of an import in them. Pure. */
export function withImport(stored: Settings, changes: readonly SettingChange[]): Settings {
  return withValues(stored, Object.fromEntries(changes.map(({ path, after }) => [path, after])));
}

/** Whether the file's board is the one in force after the import. */
function isBoardTaken(file: SettingsFile, inForce: Settings, changes: readonly SettingChange[]): boolean {
  if (!Object.hasOwn(file.values, BOARD)) return false;
  const isChanged = changes.some(({ path }) => path === BOARD);
  return isChanged || isSameValue(valueAt(inForce, BOARD), file.values[BOARD]);
}

/** What the file says without naming it: entries that its groups do not have, and what another board takes away. */
function impliedBy(
  file: SettingsFile,
  inForce: Settings,
  changes: readonly SettingChange[],
): Map<SettingPath, unknown> {
  const implied = new Map<SettingPath, unknown>();
  for (const path of settingValues(inForce).keys()) {
    const isNamed = file.named.has(path) || valueAt(DEFAULT_SETTINGS, path) !== undefined;
    const group = groupOf(path);
    if (group !== undefined && file.groups.has(group) && !isNamed) implied.set(path, undefined);
  }
  if (!changes.some(({ path }) => path === BOARD)) return implied;
  for (const path of ['tickets.newStatus', 'tickets.closedStatus'])
    if (!Object.hasOwn(file.values, path)) implied.set(path, null);
  const withoutBoard = new Map(Object.entries(withoutTypes(inForce.tickets.choices)));
  for (const name of Object.keys(inForce.tickets.choices)) {
    const path = `tickets.choices.${name}`;
    if (!Object.hasOwn(file.values, path) && !implied.has(path)) implied.set(path, withoutBoard.get(name));
  }
  return implied;
}

function isOf(patterns: ReadonlySet<keyof typeof SETTING_FIELDS>, path: SettingPath): boolean {
  const pattern = patternOf(path);
  return pattern !== undefined && patterns.has(pattern);
}

/** The group by name that a setting is an entry of; undefined: it is none. */
function groupOf(path: SettingPath): string | undefined {
  const pattern = patternOf(path);
  return pattern?.endsWith('.*') ? pattern.slice(0, -2) : undefined;
}

function boardFirst(entries: [SettingPath, unknown][]): [SettingPath, unknown][] {
  return [...entries.filter(([path]) => path === BOARD), ...entries.filter(([path]) => path !== BOARD)];
}

/** As the table of the settings has them, which is about the order of the pages. */
function inTableOrder(changes: readonly SettingChange[]): SettingChange[] {
  const order = Object.keys(SETTING_FIELDS);
  const placeOf = ({ path }: SettingChange) => order.indexOf(patternOf(path) ?? '');
  return changes.toSorted((one, other) => placeOf(one) - placeOf(other));
}

function ownServicesIn({ values }: SettingsFile): { id: string; title: string }[] {
  const { ownServices } = values;
  if (!Array.isArray(ownServices)) return [];
  return ownServices.flatMap((one: unknown) =>
    isRecord(one) && typeof one.id === 'string' && typeof one.title === 'string'
      ? [{ id: one.id, title: one.title }]
      : [],
  );
}
